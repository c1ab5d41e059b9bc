"""A phone number is one number, whatever way it is written, given its country."""

import csv
from pathlib import Path

import pytest

from instep.sources.values.contacts import phone_of

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
