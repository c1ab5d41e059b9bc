"""Did every hand-off get its answer, in time?"""

import pytest

from instep.handoffs.tests.laying import at, bench, clock, clocks

ANA = """
    definition  | version | person_id | from_at
    sales_ready | 1       | ana       | 2026-03-02 09:30
"""
TWICE = f"{ANA}    sales_ready | 1       | ana       | 2026-05-04 10:00\n"


def touched(*rows: str) -> str:
    return "touchpoint_id | person_id | at | kind | direction | team | is_human\n" + "\n".join(rows)


CALL = "t1 | ana | 2026-03-02 12:30 | call | outbound | sales | true"


def test_the_first_call_answers_the_handoff() -> None:
    row = clock(
        definitions__membership=ANA,
        timeline__touchpoint=touched(CALL, "t2 | ana | 2026-03-02 13:00 | email | outbound | sales | true"),
    )
    assert (row["first_touch_at"], row["first_touch_kind"], row["wait_hours"]) == (at("2026-03-02 12:30"), "call", 3.0)


def test_the_promise_is_a_day_unless_the_promise_says_otherwise() -> None:
    assert clock(definitions__membership=ANA)["due_at"] == at("2026-03-03 09:30")


@pytest.mark.parametrize(
    ("touch", "why"),
    [
        ("t1 | ana | 2026-03-02 12:30 | email | outbound | sales | false", "an automatic mail"),
        ("t1 | ana | 2026-03-02 12:30 | call | inbound | sales | true", "the person called us"),
        ("t1 | ana | 2026-03-02 12:30 | email | outbound | marketing | true", "marketing wrote"),
        ("t1 | ben | 2026-03-02 12:30 | call | outbound | sales | true", "somebody else was called"),
        ("t1 | ana | 2026-03-02 09:29 | call | outbound | sales | true", "the call came before the hand-off"),
    ],
)
def test_this_is_no_answer(touch: str, why: str) -> None:
    row = clock(definitions__membership=ANA, timeline__touchpoint=touched(touch))
    assert (row["first_touch_at"], row["wait_hours"]) == (None, None), why


def test_a_call_of_which_only_the_day_is_known_answers_the_handoff_of_that_day() -> None:
    midnight = touched("t1 | ana | 2026-03-02 00:00 | call | outbound | sales | true")
    assert clock(definitions__membership=ANA, timeline__touchpoint=midnight)["wait_hours"] == 0.0


def test_a_person_handed_over_twice_needs_two_answers() -> None:
    first, second = clocks(bench(definitions__membership=TWICE, timeline__touchpoint=touched(CALL)))
    assert first["first_touch_at"] is not None
    assert second["first_touch_at"] is None
    assert first["next_at"] == second["received_at"]
    assert first["handoff_id"] != second["handoff_id"]


def test_a_new_version_that_dates_back_to_the_same_moment_hands_nobody_over_twice() -> None:
    again = ANA + "sales_ready | 2 | ana | 2026-03-02 09:30"
    assert [row["definition_version"] for row in clocks(bench(definitions__membership=again))] == [2]


def test_only_sales_ready_is_a_handoff() -> None:
    lead = "definition | version | person_id | from_at\nlead | 1 | ana | 2026-03-02 09:30"
    assert clocks(bench(definitions__membership=lead)) == []


def test_the_shortest_promise_that_fits_counts() -> None:
    row = clock(
        definitions__membership=ANA,
        journey__path="person_id | segment | channel\nana | Enterprise | webinar",
        decided__promise="""
            dimension | value      | hours
            every     |            | 24
            channel   | webinar    | 48
            segment   | Enterprise | 36
            segment   | SMB        | 1
        """,
    )
    assert row["promise_hours"] == 36.0


def test_what_is_not_known_of_a_person_is_said_to_be_unknown() -> None:
    row = clock(definitions__membership=ANA)
    assert {row[name] for name in ("owner_name", "team", "region", "channel", "segment")} == {"unknown"}
    assert row["label"] == "somebody without a name"
