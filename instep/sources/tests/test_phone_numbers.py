"""A phone number is one number, whatever way it is written, given its country."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.sources.values.contacts import phone_of, read_phones
from instep.sources.values.dialling import dialled

WAYS = ("national", "international", "rfc3966", "dialled_from_us", "e164")
FILES = [folder / "shared/data/files/phone_numbers/example_numbers.csv" for folder in Path(__file__).parents]
FILE = next((file for file in FILES if file.exists()), FILES[4])


def test_every_country_s_numbers_in_five_ways() -> None:
    if not FILE.exists():
        pytest.skip(f"needs the public data beside the project: {FILE}")
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [
        (row[way], row["region"]) for row in rows for way in WAYS if phone_of(row[way], row["region"]) != row["e164"]
    ]
    assert wrong == []


def test_without_a_country_only_a_number_that_names_it_can_be_told() -> None:
    assert phone_of("+49 30 1234567", None) == phone_of("0049 30 1234567", None) == "+49301234567"
    assert phone_of("030 1234567", None) is None


COUNTRIES = ["DE", "US", "GB", "IT", "BR", "AR", "MX", "CA", "KZ", "RU", "CH", "AU", "SM", "XX", ""]
REGIONS = st.sampled_from([None, *COUNTRIES])
STARTS = st.sampled_from(["+", "00", "0", "(0)", "011", "", "+49 (0)", "+1 (", "+7 7", "+39 06", "+44 7"])
MARKS = st.sampled_from(["", "", " ", "-", ".", "/", ") ", "x", "+"])
NUMBERS = st.builds(
    lambda start, parts: start + "".join(f"{number}{mark}" for number, mark in parts),
    STARTS,
    st.lists(st.tuples(st.integers(1, 9999), MARKS), min_size=1, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(said=st.lists(st.tuples(NUMBERS, REGIONS), min_size=1, max_size=20))
def test_many_numbers_at_once_are_what_each_is_by_itself(said: list[tuple[str, str | None]]) -> None:
    texts, regions = (pa.array(part, pa.string()) for part in zip(*said, strict=True))
    alone = [phone_of(text, region or None) for text, region in said]
    assert read_phones(texts, regions).values.to_pylist() == alone
    at_once = dialled(texts, regions)
    told = zip(at_once.numbers.to_pylist(), at_once.is_open.to_pylist(), alone, strict=True)
    assert all(is_open or found == one for found, is_open, one in told)


def test_plain_numbers_are_read_all_at_once() -> None:
    plain = ["+49 30 1234567", "0049 (0)30/123 45 67", "030 1234567", "(650) 253-0000", "+1 416-922-0000", "0800"]
    found = dialled(pa.array(plain), pa.array(["DE", None, "DE", "US", "CA", "DE"], pa.string()))
    e164 = "+49301234567"
    assert found.numbers.to_pylist() == [e164, e164, e164, "+16502530000", "+14169220000", None]
