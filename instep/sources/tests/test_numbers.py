"""Which number an amount means is decided from the whole column."""

from decimal import Decimal

import pyarrow as pa
import pytest

from instep.sources.values.amounts import decimal_mark, read_numbers
from instep.sources.values.contacts import email_of, phone_of
from instep.sources.values.currencies import currency_in_name
from instep.sources.values.places import country_of

AMOUNT = "decimal(18,2)"


def read(texts: list[str]) -> list[Decimal | None]:
    values = pa.array(texts)
    numbers: list[Decimal | None] = read_numbers(values, decimal_mark(values), AMOUNT).values.to_pylist()
    return numbers


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["5.000", "1.234,56"], "5000.00"),
        (["5,000", "1,234.56"], "5000.00"),
        (["5 000 €", "1 234,56 €"], "5000.00"),
        (["5'000.00", "12.50"], "5000.00"),
        (["$5k"], "5000.00"),
        (["(5,000.00)"], "-5000.00"),
        (["5000-"], "-5000.00"),
        (["USD 5,000.00"], "5000.00"),
        (["0"], "0.00"),
        (["0.5"], "0.50"),
    ],
)
def test_the_column_decides_what_a_mark_means(texts: list[str], number: str) -> None:
    assert read(texts)[0] == Decimal(number)


def test_what_is_no_number_has_a_reason() -> None:
    readout = read_numbers(pa.array(["abc", "12"]), None, AMOUNT)
    assert readout.values.to_pylist() == [None, Decimal("12.00")]
    assert readout.reasons.to_pylist() == ["'abc' is not a number", None]


def test_a_columns_name_tells_its_currency() -> None:
    said = [currency_in_name(name) for name in ("Amount in EUR", "betrag_usd", "Value (£)", "Amount", "all deals")]
    assert said == ["EUR", "USD", "GBP", None, None]


def test_countries_by_name_and_code_in_many_languages() -> None:
    said = ["Deutschland", "USA", "uk", "BRA", "Brésil", "Côte d'Ivoire", "North America"]
    assert [country_of(name) for name in said] == ["DE", "US", "GB", "BR", "BR", "CI", None]


def test_one_way_to_write_an_address_and_a_number() -> None:
    assert email_of("Ana Pérez <Ana@Example.com>") == "ana@example.com"
    assert phone_of("030 1234567", "DE") == "+49301234567"
    assert phone_of("0044 20 7946 0018", None) == "+442079460018"
    assert phone_of("030 1234567", None) is None
