"""Another order of the words, or initials, are a spelling of somebody listed and no missing owner."""

import pytest

from instep.audit.keys import _meant

LISTED: list[tuple[str, str | None]] = [("1", "Tom Ude"), ("2", "Sabine Roth"), ("3", "Ann Bell"), ("4", "Alf Bell")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Ude, Tom", "Tom Ude"), ("S. Roth", "Sabine Roth"), ("Roth, S.", "Sabine Roth"), ("K. Roth", None)],
)
def test_a_name_is_known_in_any_order_and_by_its_initials(said: str, meant: str | None) -> None:
    assert _meant(said, LISTED) == meant


def test_initials_that_fit_two_are_not_guessed() -> None:
    assert _meant("A. Bell", LISTED) is None
