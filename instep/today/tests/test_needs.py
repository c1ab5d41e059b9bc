"""Everyone's list holds what that role can do next, most urgent first."""

from datetime import UTC, datetime

from instep.handoffs.tests.laying import whole
from instep.handoffs.tests.test_bands import CLOCK, PERSON
from instep.today.needs import needs
from instep.warehouse.testing import Bench, given

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
HANDOFFS = """
handoff_id | person_id | received_at      | due_at           | outcome   | owner_name | sent_back_reason | decided_at
h1         | ana       | 2026-03-09 09:00 | 2026-03-10 09:00 | waiting   | Sofia      |                  |
h2         | ben       | 2026-03-09 13:00 | 2026-03-10 13:00 | waiting   | Sofia      |                  |
h3         | chi       | 2026-03-10 10:00 | 2026-03-11 10:00 | waiting   | Tom        |                  |
h4         | dan       | 2026-03-01 10:00 | 2026-03-02 10:00 | sent back | Tom        | budget           | 2026-03-02
"""
CASES = """
    case_id | person_id | account_id | subject  | product | opened_at        | first_reply_at   | solved_at
    c1      | ana       |            | Answered |         | 2026-03-08       | 2026-03-08 09:00 |
    c2      | ben       |            | Waits    |         | 2026-03-09       |                  |
    c3      | chi       |            | Solved   |         | 2026-03-09       |                  | 2026-03-10
    c4      |           |            | Too old  |         | 2025-03-09       |                  |
"""


def bench() -> Bench:
    new = Bench()
    given(new, "handoffs.clock", whole(HANDOFFS, CLOCK))
    given(new, "identity.person", whole("person_id | full_name\nana | Ana\nben | Ben", PERSON))
    given(new, "identity.account", "account_id | name")
    given(new, "timeline.case", whole(CASES, "case_id"))
    return new


def listed(role: str, owner_name: str = "") -> list[tuple[str, str]]:
    return [(need.person_id or "", need.what) for need in needs(bench().warehouse, NOW, role, owner_name)]


def test_a_rep_keeps_promises_that_can_be_kept_before_late_ones() -> None:
    assert listed("sales", "Sofia") == [("ben", "Accept or send back"), ("ana", "Accept or send back")]


def test_a_rep_without_a_name_in_the_crm_sees_all() -> None:
    assert [who for who, _ in listed("sales")] == ["ben", "chi", "ana"]


def test_marketing_learns_what_came_back_and_why() -> None:
    assert listed("marketing") == [("dan", "Came back from sales")]
    assert needs(bench().warehouse, NOW, "marketing")[0].asks == "budget"


def test_service_answers_customers_who_wait_first() -> None:
    assert listed("service") == [("ben", "Give a first reply"), ("ana", "Solve")]
