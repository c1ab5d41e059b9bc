"""What became of a hand-off, by what systems recorded and people decided?"""

import pytest

from instep.handoffs.tests.laying import at, bench, clock, clocks

ANA = "definition | version | person_id | from_at\nsales_ready | 1 | ana | 2026-03-02 09:30"
TWICE = f"{ANA}\nsales_ready | 1 | ana | 2026-05-04 10:00"
DEALS = "kind | record_id | subject_id | outcome | started_at | ended_at | amount"
NO_BUDGET = "person_id | lead_status\nana | Unqualified - No budget"


def stated(day: str) -> str:
    head = "entity_kind | entity_id | field | value | stated_at | is_golden\n"
    return head + f"person | ana | lead_status | Unqualified | {day} | true"


def deals(*rows: str) -> str:
    lines = [f"opportunity | o{number} | ana | {row}" for number, row in enumerate(rows)]
    return "\n".join([DEALS, *lines])


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        ([], "waiting"),
        (["open | 2026-03-09"], "accepted"),
        (["won | 2026-03-09 | 2026-04-01"], "won"),
        (["lost | 2026-03-09 | 2026-04-01"], "lost"),
        (["lost | 2026-03-09 | 2026-04-01", "open | 2026-03-10"], "accepted"),
        (["lost | 2026-03-09 | 2026-04-01", "won | 2026-03-10 | 2026-05-01"], "won"),
    ],
)
def test_the_opportunities_say_what_became_of_it(found: list[str], outcome: str) -> None:
    assert clock(definitions__membership=ANA, definitions__buyer=deals(*found))["outcome"] == outcome


def test_sales_accepted_whom_the_signed_definition_calls_accepted() -> None:
    path = "person_id | accepted_at\nana | 2026-03-03"
    assert clock(definitions__membership=ANA, journey__path=path)["outcome"] == "accepted"


def test_who_ordered_without_an_opportunity_was_won() -> None:
    path = "person_id | won_at | opportunity_count\nana | 2026-03-20 | 0"
    row = clock(definitions__membership=ANA, journey__path=path)
    assert (row["outcome"], row["won_at"], row["opportunity_at"]) == ("won", at("2026-03-20"), None)


def test_a_lead_status_sends_it_back_with_a_reason() -> None:
    row = clock(definitions__membership=ANA, identity__person=NO_BUDGET, identity__fact=stated("2026-03-05"))
    assert (row["outcome"], row["sent_back_reason"]) == ("sent back", "budget")
    assert row["decided_at"] == at("2026-03-05")


@pytest.mark.parametrize("status", ["Prequalified", "Open - Not Contacted", "No Budgeting yet"])
def test_a_word_counts_only_where_it_stands_alone(status: str) -> None:
    row = clock(definitions__membership=ANA, identity__person=f"person_id | lead_status\nana | {status}")
    assert row["outcome"] == "waiting"


def test_a_status_set_before_the_handoff_says_nothing_about_it() -> None:
    row = clock(definitions__membership=ANA, identity__person=NO_BUDGET, identity__fact=stated("2026-02-01"))
    assert row["outcome"] == "waiting"


def test_a_lead_status_is_about_the_last_handoff() -> None:
    outcomes = [r["outcome"] for r in clocks(bench(definitions__membership=TWICE, identity__person=NO_BUDGET))]
    assert outcomes == ["waiting", "sent back"]


def test_an_opportunity_belongs_to_the_handoff_during_which_it_was_made() -> None:
    first_and_second = deals("lost | 2026-03-09 | 2026-04-01", "won | 2026-05-06 | 2026-06-01 | 900")
    rows = clocks(bench(definitions__membership=TWICE, definitions__buyer=first_and_second))
    assert [row["outcome"] for row in rows] == ["lost", "won"]


def test_an_opportunity_of_the_same_day_counts_though_only_its_day_is_known() -> None:
    row = clock(definitions__membership=ANA, definitions__buyer=deals("open | 2026-03-02"))
    assert (row["outcome"], row["opportunity_at"]) == ("accepted", at("2026-03-02 09:30"))


def test_an_opportunity_closed_before_the_handoff_is_history() -> None:
    row = clock(definitions__membership=ANA, definitions__buyer=deals("won | 2026-01-02 | 2026-02-01 | 900"))
    assert (row["outcome"], row["amount"]) == ("waiting", None)


def test_an_open_opportunity_from_before_is_taken_on_at_once() -> None:
    row = clock(definitions__membership=ANA, definitions__buyer=deals("open | 2026-01-02"))
    assert (row["outcome"], row["accepted_at"]) == ("accepted", at("2026-03-02 09:30"))


def judged(*rows: str) -> dict[str, object]:
    """Ana's hand-off under these verdicts; its id is what the first row is about."""
    handoff = clock(definitions__membership=ANA)["handoff_id"]
    lines = "\n".join(f"{number} | {handoff} | {row}" for number, row in enumerate(rows, 1))
    return clock(
        definitions__membership=ANA,
        identity__person=NO_BUDGET,
        decided__verdict="verdict_id | handoff_id | decision | reason | given_at\n" + lines,
    )


def test_a_verdict_given_in_instep_beats_the_lead_status() -> None:
    row = judged("accepted | | 2026-03-02 11:00")
    assert (row["outcome"], row["accepted_at"]) == ("accepted", at("2026-03-02 11:00"))


def test_a_later_verdict_supersedes() -> None:
    row = judged("accepted | | 2026-03-02 11:00", "sent back | timing | 2026-03-02 12:00")
    assert (row["outcome"], row["sent_back_reason"], row["accepted_at"]) == ("sent back", "timing", None)


def test_a_verdict_taken_back_leaves_what_the_crm_says() -> None:
    row = judged("accepted | | 2026-03-02 11:00", "taken back | | 2026-03-02 11:00:05")
    assert (row["outcome"], row["sent_back_reason"]) == ("sent back", "budget")


def test_a_verdict_goes_along_when_its_person_is_merged() -> None:
    merged = {
        "identity__link": "entity_id | entity_kind | record_key\nana | person | crm/1\nana | person | mkt/2",
        "identity__membership": "record_key | entity_kind | entity\nmkt/2 | person | anna",
        "decided__verdict": "verdict_id | handoff_id | person_id | received_at | decision | reason | given_at\n"
        "1 | gone | anna | 2026-03-02 09:30 | sent back | budget | 2026-03-03",
    }
    assert clock(definitions__membership=ANA, **merged)["outcome"] == "sent back"
