"""A circle that is too large keeps nobody else waiting."""

import pytest

from instep.warehouse.live import apart
from instep.warehouse.live.apart import too_large


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_IN_A_CIRCLE", 10)
    monkeypatch.setattr(apart, "MOST_KEYS", 25)


def test_records_of_small_circles_are_not_set_aside() -> None:
    assert too_large({"a": 2, "b": 3}, {1: 5}, [("a", 1)]) == set()


def test_whoever_touches_a_large_circle_is_set_aside() -> None:
    assert too_large({"a": 2, "b": 3}, {1: 9, 2: 5}, [("a", 1), ("b", 2)]) == {"a"}


def test_circles_that_new_records_tie_together_count_as_one() -> None:
    ties = [("a", 1), ("a", 2), ("b", 2)]
    assert too_large({"a": 2, "b": 1, "c": 1}, {1: 5, 2: 5}, ties) == {"a", "b"}


def test_many_new_records_of_one_circle_count_together() -> None:
    assert too_large({"a": 6, "b": 6}, {1: 1}, [("a", 1), ("b", 1)]) == {"a", "b"}


def test_where_all_are_too_much_the_largest_wait() -> None:
    assert too_large({"a": 9, "b": 8, "c": 10}, {}, []) == {"c"}
