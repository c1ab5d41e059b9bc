"""Joint numbers are compared with a span of the same length."""

from datetime import UTC, datetime

import pytest

from instep.today.joint import spans


@pytest.mark.parametrize(
    ("at", "start", "before"),
    [("2026-11-22", "2026-10-01", "2026-07-01"), ("2026-02-03", "2026-01-01", "2025-10-01")],
)
def test_a_quarter_so_far_is_compared_with_the_beginning_of_the_quarter_before(
    at: str, start: str, before: str
) -> None:
    assert spans("quarter", moment(at)) == (moment(start), moment(before))


def test_thirty_days_are_compared_with_the_thirty_before() -> None:
    assert spans("month", moment("2026-03-31")) == (moment("2026-03-01"), moment("2026-01-30"))


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
