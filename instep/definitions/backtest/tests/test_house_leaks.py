"""A field filled after the purchase is flagged by its fill times; one filled before it is not."""

from datetime import UTC, datetime, timedelta

from instep.definitions.backtest.house import outcomes
from instep.definitions.backtest.house_leaks import house_leaks, used_fields
from instep.definitions.rule import AllOf, Compare, Status
from instep.warehouse.testing import Bench, built, given

START, NOW = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
HEAD = "source | record_id | batch_id | line | received_at | updated_at | is_public | is_deleted | email | phone"
MORE = "company_name | city | region | country | industry | employee_count | lead_source | lifecycle_stage"


def bench(count: int = 60) -> Bench:
    """Every second person bought on day 30. Each was delivered on day 1 without a city or a job title.

    The city came on day 10, before any purchase; the job title on day 40, after it.
    """
    persons, deals, deliveries, links = [], [], [], []
    for number in range(count):
        who = f"p{number:03}"
        bought = START + timedelta(days=30)
        persons.append(f"{who} | {'Rome' if number % 3 else 'Oslo'} | {'Boss' if number % 4 else 'Clerk'}")
        links.append(f"crm/person/{who} | person | {who}")
        if number % 2:
            deals.append(f"opportunity | d{who} | {who} | won | 10 | {START:%Y-%m-%d} | {bought:%Y-%m-%d}")
        for day, city, title in ((1, "", ""), (10, "Rome", ""), (40, "Rome", "Boss")):
            at = f"{START + timedelta(days=day):%Y-%m-%d}"
            deliveries.append(f"crm | {who} | b{day} | 1 | {at} | {at} | false | false | | | {title} | | {city}")
    new = Bench()
    given(new, "identity.person", "person_id | city | job_title\n" + "\n".join(persons))
    given(new, "identity.account", "account_id")
    given(new, "identity.link", "record_key | entity_kind | entity_id\n" + "\n".join(links))
    given(new, "taken.person", f"{HEAD} | job_title | {MORE} | lead_status | owner_name\n" + "\n".join(deliveries))
    subjects = "\n".join(f"{one.split(' ')[0]} | {one.split(' ')[0]} | | {START:%Y-%m-%d}" for one in persons)
    given(new, "definitions.subject", f"subject_id | person_id | account_id | seen_at\n{subjects}")
    given(new, "definitions.buyer", "kind | record_id | subject_id | outcome | amount | started_at | ended_at"
          " | amount_currency\n" + "\n".join(deals))  # fmt: skip
    built(new, "definitions.filled")
    return new


def test_a_field_filled_after_the_purchase_is_flagged_and_a_clean_one_is_not() -> None:
    warehouse = bench().warehouse
    leaks = house_leaks(warehouse, outcomes(warehouse, NOW), [("person", "city"), ("person", "job_title")], NOW)
    assert [leak.field for leak in leaks] == ["job_title"]
    assert leaks[0].reason == "filled only after the purchase for 30 of 30 customers whose fill time is known"


def test_from_a_few_nothing_is_concluded() -> None:
    warehouse = bench(12).warehouse
    assert house_leaks(warehouse, outcomes(warehouse, NOW), [("person", "job_title")], NOW) == []


def test_fields_of_a_rule_are_those_it_asks_about() -> None:
    rule = AllOf((Compare("account", "industry", "known", (True,)), Status("lead_status", ("open",))))
    assert used_fields(rule) == [("account", "industry"), ("person", "lead_status")]
