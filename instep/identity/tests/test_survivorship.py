"""Which value wins, and why: a pin over every rule, of permissions the strictest, each with its reason in words."""

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from instep.identity import pinned
from instep.identity.survivorship import why
from instep.identity.tests.records import recorded, resolved
from instep.warehouse import Given

HEAD = "source | record_id | first_name | last_name | email | job_title | is_opted_out | updated_at | is_public"
ANA = "crm | 1 | Ana | Pérez | ana@acme.com | Buyer | false | 2026-01-01 |"
MAILER = "mkt | 2 | Ana | Pérez | ana@acme.com | Head of Purchasing | true | 2020-01-01 |"
OPPORTUNITY = "source | record_id | name\ncrm | o1 | Big deal"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Fact:
    value: str
    source: str
    claim: int
    stated_at: datetime | None
    pinned_by: str | None


def pin(number: int, field: str, value: str, *records: str) -> pinned.Kept:
    sides = json.dumps(records[:1]), json.dumps(records[1:])
    return pinned.Kept(number, "person", *sides, field, value, NOON.replace(hour=number), "Sofia Keller")


def facts(asked: str, *lines: str, pins: tuple[pinned.Kept, ...] = (), consent: str = "") -> list[Fact]:
    told = {"consent": consent} if consent else {}
    bench = recorded(person="\n".join([HEAD, *lines]), opportunity=OPPORTUNITY, **told)
    bench.connection.execute("drop table decided.pin")
    bench.give("decided.pin", Given.of(pinned.table(pins)))
    rows = sorted(resolved(bench, "identity.fact"), key=lambda row: int(str(row["rank"])))
    names = [each.name for each in fields(Fact)]
    return [Fact(*(row[name] for name in names)) for row in rows if row["field"] == asked]  # type: ignore[arg-type]


def test_a_pin_wins_over_a_correction_and_is_named_with_who() -> None:
    corrected = "correction | 3 | Ana | Pérez | ana@acme.com | Chief | | 2026-02-01 |"
    found = facts("job_title", ANA, corrected, pins=(pin(1, "job_title", "Owner", "crm/person/1"),))
    assert [fact.value for fact in found] == ["Owner", "Chief", "Buyer"]
    assert why(found[0], found[1]) == "pinned by Sofia Keller"


def test_of_two_pins_the_later_wins() -> None:
    pins = (pin(1, "job_title", "Owner", "crm/person/1"), pin(2, "job_title", "CEO", "crm/person/1"))
    found = facts("job_title", ANA, pins=pins)
    assert (found[0].value, why(found[0], found[1])) == ("CEO", "pinned later")


def test_a_pin_whose_record_is_gone_hangs_on_another_of_that_customer() -> None:
    hung = pin(1, "job_title", "Owner", "crm/person/9", "crm/person/1")
    assert facts("job_title", ANA, pins=(hung,))[0].value == "Owner"


def test_an_unsubscribe_anywhere_counts_everywhere_also_an_old_one_of_marketing_and_over_a_pin() -> None:
    allowed = pin(1, "is_opted_out", "no", "crm/person/1")
    found = facts("is_opted_out", ANA, MAILER, pins=(allowed,))
    assert found[0].value == "yes"
    assert why(found[0], found[1]) == "of permissions the strictest word counts, whoever said it"


def test_a_withdrawal_in_one_system_counts_over_a_later_permission_in_another_and_a_system_may_change_its_word() -> (
    None
):
    consent = """
        source | record_id | person_email | purpose | is_granted | at
        mkt | 1 | ana@acme.com | Newsletter | false | 2024-01-01
        crm | 2 | ana@acme.com | newsletter | true | 2026-01-01
        crm | 3 | ana@acme.com | calls | false | 2024-01-01
        crm | 4 | ana@acme.com | calls | true | 2025-01-01
        shop | 5 | ana@acme.com | | false | 2025-01-01
    """
    assert [fact.value for fact in facts("consent.newsletter", ANA, consent=consent)] == ["withdrawn", "granted"]
    assert [fact.value for fact in facts("consent.calls", ANA, consent=consent)] == ["granted"]
    assert facts("is_opted_out", ANA, consent=consent)[0].value == "yes"


def test_every_golden_value_says_why_it_won() -> None:
    found = facts("job_title", ANA, MAILER)
    assert why(found[0], found[1]) == "the other is more than 18 months older, or only said in passing"
    recent = facts("job_title", ANA, MAILER.replace("2020", "2025"))
    assert why(recent[0], recent[1]) == "crm (CRM) counts before mkt (list)"
    assert why(recent[0], None) == "nobody says otherwise"
    public = "web | 7 | Ana | Pérez | ana@acme.com | Boss | | 2026-04-01 | true"
    unverified = facts("job_title", ANA, public)
    assert "anybody may have said" in why(unverified[0], unverified[1])
