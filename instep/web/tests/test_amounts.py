"""Numbers read the same in every country, and nothing is not zero."""

from decimal import Decimal

import pytest

from instep.web.amounts import amount, number, percent, short


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "—"), (0, "0"), (412, "412"), (18400, "18 400"), (-5, "−5"), (1234567, "1 234 567")],
)
def test_digits_are_grouped(value: float | None, words: str) -> None:
    assert number(value).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(999, "999"), (1840000, "1.84 m"), (118000, "118 k"), (61400, "61.4 k"), (999_960, "1.00 m"), (2.5e9, "2.50 bn")],
)
def test_a_headline_has_three_digits(value: float, words: str) -> None:
    assert short(value).replace("\u00a0", " ") == words


def test_an_amount_carries_its_currency() -> None:
    assert amount(18400, "EUR") == "€18\u00a0400"
    assert amount(18400, "CHF") == "CHF\u00a018\u00a0400"
    assert amount(-1840000, "USD", is_short=True) == "−$1.84\u00a0m"


def test_a_share_of_nothing_is_not_measured() -> None:
    assert percent(None) == "not measured"
    assert percent(0.0) == "0\u00a0%"


def test_amounts_from_the_warehouse_are_shortened_too() -> None:
    assert short(Decimal("10005534.00")) == "10.0\u00a0m"
