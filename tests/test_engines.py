"""The same SELECTs give equal rows on DuckDB and on Spark SQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from instep.definitions.packs import packs
from instep.definitions.reading import copy_pack
from instep.demo.company import write_company
from instep.demo.opening import systems
from instep.identity.resolving.person.subject import PERSONS
from instep.identity.resolving.resolution import resolve
from instep.identity.resolving.spark_desk import SparkDesk
from instep.identity.resolving.tests.crowd import crowd, told
from instep.sources.importing import import_folder
from instep.warehouse import Home
from instep.warehouse.duckdb_engine import DuckDB
from instep.warehouse.making import all_given, make, recipes
from instep.warehouse.spark_engine import Spark
from tests.histories import deliver

UNTIL = datetime(2026, 6, 30, tzinfo=UTC)
KNOWN = "select source, record_id, email, phone from read_parquet(?) where email is not null"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    place = Home(tmp_path_factory.mktemp("home")).create()
    write_company(place.path / "exports", seed=3, persons=250, until=UNTIL)
    for system in systems(place.path / "exports"):
        import_folder(place, system, source=system.name, received_at=UNTIL)
    deliver_what_anybody_says(place)
    lay_every_kind_of_rule(place)
    return place


def lay_every_kind_of_rule(home: Home) -> None:
    """The words of all packs beside the first ones: behaviours, orders, scores, answers."""
    copy_pack(home.definitions)
    for word in (word for pack in packs() for word in pack.words):
        file = home.definitions / f"{word.name}.yaml"
        if not file.exists():
            file.write_text(word.text, encoding="utf-8")


def deliver_what_anybody_says(home: Home) -> None:
    """Browsers that name persons whom the systems know, in all ways that join records."""
    known = sorted(DuckDB().connection.execute(KNOWN, [str(home.taken / "person" / "*.parquet")]).fetchall())[:20]
    rows = [
        {
            "source": source,
            "record_id": record,
            "email": other_mail,
            "phone": phone,
            "external_ids": f"anonymous:b{at % 5}",
        }
        | {"company_name": ("Acme", None)[at % 2], "is_public": True, "is_deleted": False, "full_name": "Ana Evil"}
        | {"own_values": ("fleet=12\ncontract=a=b", None)[at % 2]}
        for at, ((source, record, _, phone), (_, _, other_mail, _)) in enumerate(pairwise(known))
    ]
    deliver(home, 1, {"person": rows})


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    pytest.importorskip("pysail", reason="the optional extra `spark` is not installed")
    engine = Spark.on_sail(Path(tmp_path_factory.mktemp("spark")))
    yield engine
    engine.close()


@pytest.mark.spark
def test_the_sample_company_is_the_same_on_both_engines(home: Home, spark: Spark) -> None:
    """Each table is made on both from equal inputs, so a difference shows where it begins."""
    duckdb = DuckDB()
    given = all_given(home, UNTIL, {})
    for name, table in given.items():
        duckdb.give(name, table)
        spark.give(name, table)
    different = {}
    for recipe in recipes(home, given):
        make(duckdb, recipe)
        make(spark, recipe)
        here, there = (comparable(engine.read(f"select * from {recipe.name}")) for engine in (duckdb, spark))
        if here != there:
            different[recipe.name] = first_difference(here, there)
    assert not different


def comparable(rows: pa.Table) -> list[dict[str, object]]:
    """Rows in one order, with numbers that two engines may type differently brought to one form."""
    told = [{name: plain(value) for name, value in row.items()} for row in rows.to_pylist()]
    return sorted(told, key=lambda row: repr(sorted(row.items())))


def plain(value: object) -> object:
    if isinstance(value, Decimal | float | int) and not isinstance(value, bool):
        return round(float(value), 6)
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def first_difference(here: list[dict[str, object]], there: list[dict[str, object]]) -> str:
    if len(here) != len(there):
        return f"{len(here)} rows here, {len(there)} there"
    a, b = next((a, b) for a, b in zip(here, there, strict=True) if a != b)
    return str({name: (a[name], b[name]) for name in a if a[name] != b[name]})


@pytest.mark.spark
def test_the_same_people_are_one_on_both_engines(spark: Spark) -> None:
    records = told(crowd(80))
    there = resolve(records, PERSONS, spark=SparkDesk(spark, PERSONS.fields))
    assert there.answer().equals(resolve(records, PERSONS).answer())
