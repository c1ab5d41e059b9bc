"""What holds for any records, in whatever order they come."""

import random

import pyarrow as pa

from instep.identity.resolving.company.subject import COMPANIES
from instep.identity.resolving.person.subject import PERSONS
from instep.identity.resolving.resolution import resolve
from instep.identity.resolving.tests.crowd import crowd, told


def answers(records: list[dict[str, str]]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = resolve(told(records), PERSONS).answer().to_pylist()
    return rows


def test_ids_are_the_same_again_and_in_any_order() -> None:
    records = crowd(150)
    shuffled = random.Random(3).sample(records, len(records))
    assert answers(records) == answers(records) == answers(shuffled)


def test_every_record_gets_one_entity_and_a_probability() -> None:
    records = crowd(60)
    found = answers(records)
    assert sorted(str(row["record_id"]) for row in found) == sorted(record["record_id"] for record in records)
    assert all(isinstance(row["probability"], float) and 0 <= row["probability"] <= 1 for row in found)


def test_one_record_is_one_person() -> None:
    assert len(answers(crowd(1)[:1])) == 1


def test_a_field_that_nobody_fills_is_no_evidence() -> None:
    records = [{**record, "email": "", "phone": ""} for record in crowd(60)]
    assert len(answers(records)) == len(records)


def test_a_parent_and_its_subsidiaries_are_companies_of_one_group() -> None:
    names = ["Nordalia Foods GmbH", "NORDALIA FOODS", "Nordalia Foods UK Ltd", "Quirax Motors", "Nordalia Energy"]
    hosts = ["nordalia-foods.com", "nordalia-foods.com", "nordalia-foods.com", "quirax.com", "nordalia-energy.com"]
    silent = {name: pa.nulls(5, pa.string()) for name in COMPANIES.fields}
    records = pa.table(silent | {"record_id": pa.array("abcde"), "name": pa.array(names), "website": pa.array(hosts)})
    answer = resolve(records, COMPANIES).answer().to_pylist()
    assert len({row["entity_id"] for row in answer}) == 4
    assert len({row["group_id"] for row in answer[:3]}) == 1
    assert len({row["group_id"] for row in answer}) == 3
