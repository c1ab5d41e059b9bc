"""One value of each field is golden, every other one is kept, and each can be traced to a record."""

from instep.identity.tests.records import recorded, resolved

PERSON = """
    source | record_id | first_name | last_name | email | phone | job_title | updated_at
    crm | 1 | Ana | Pérez | ana@acme.com | +49301 | Buyer | 2026-01-01
    mkt | 2 | ana | perez | ana@acme.com | +49302 | Head of Purchasing | 2026-03-01
"""
OPPORTUNITY = "source | record_id | name\ncrm | o1 | Big deal"


def facts(field: str, person: str = PERSON) -> list[tuple[object, object]]:
    bench = recorded(person=person, opportunity=OPPORTUNITY)
    rows = [row for row in resolved(bench, "identity.fact") if row["field"] == field]
    return [(row["value"], row["is_golden"]) for row in sorted(rows, key=lambda row: int(str(row["rank"])))]


def test_the_crm_wins_over_marketing_and_the_other_value_is_kept() -> None:
    assert facts("phone") == [("+49301", True), ("+49302", False)]


def test_a_value_more_than_18_months_older_gives_way() -> None:
    assert facts("phone", PERSON.replace("2026-01-01", "2024-01-01")) == [("+49302", True), ("+49301", False)]


def test_a_correction_wins_over_everything() -> None:
    corrected = PERSON + "\ncorrection | 3 | Anna | Pérez | ana@acme.com | | | 2020-01-01"
    assert facts("first_name", corrected)[0] == ("Anna", True)


def test_a_whole_name_wins_over_half_of_one_however_old() -> None:
    halved = PERSON.replace("| Ana | Pérez |", "| A | |").replace("2026-03-01", "2019-01-01")
    assert facts("full_name", halved)[0] == ("ana perez", True)


def test_a_slip_in_a_name_gives_way_to_a_spelling_that_two_records_share() -> None:
    slipped = (
        PERSON.replace("| Ana | Pérez |", "| Ana | Pérrez |") + "\n    desk | 3 | Ana | Perez | ana@acme.com | | |"
    )
    assert facts("last_name", slipped)[0] == ("Perez", True)


def test_every_fact_names_a_record_that_was_delivered_and_says_so() -> None:
    bench = recorded(person=PERSON, opportunity=OPPORTUNITY)
    stated = [row for row in resolved(bench, "identity.fact") if row["field"] == "email"]
    delivered = bench.warehouse.select("select record_key, email as value from sources.person order by record_key")
    assert sorted((str(row["record_key"]), row["value"]) for row in stated) == [
        tuple(row.values()) for row in delivered
    ]


def test_search_finds_accents_typed_plainly() -> None:
    (person,) = resolved(recorded(person=PERSON), "identity.person")
    assert "ana perez" in str(person["search_text"])
    assert "ana pérez" in str(person["search_text"])
