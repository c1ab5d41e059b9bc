"""Random rules count the same people for the same periods on Sail as on DuckDB."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import sqlglot
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from instep.definitions.compiling import membership
from instep.definitions.rule import Rule, named
from instep.definitions.tests import worlds
from instep.definitions.tests.test_rules_on_two_readings import BENCH, defined, laid
from instep.warehouse.spark_engine import Spark

RULES_AT_ONCE = 5


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    pytest.importorskip("pysail", reason="the optional extra `spark` is not installed")
    engine = Spark.on_sail(Path(tmp_path_factory.mktemp("spark")))
    yield engine
    engine.close()


worlds_and_rules = given(
    st.fixed_dictionaries(dict.fromkeys(worlds.PEOPLE, worlds.people)),
    worlds.records, worlds.touches, worlds.deals, worlds.orders, worlds.answers,
    st.lists(worlds.trees.filter(lambda rule: not named(rule)), min_size=RULES_AT_ONCE, max_size=RULES_AT_ONCE),
)  # fmt: skip


def examples(count: int) -> settings:
    """Without making a failure smaller, which takes too long on a cluster."""
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


def counts_the_same(
    spark: Spark, people: Any, records: Any, touches: Any, deals: Any, orders: Any, answers: Any, rules: list[Rule]
) -> None:
    laid(people, records, touches, deals, orders, answers)
    sql = membership([defined(f"rule_{number}", rule) for number, rule in enumerate(rules)]).sql("duckdb")
    for name in read_by(sql):
        spark.keep(name, BENCH.read(f"select * from {name}"))
    assert periods(spark.read(sql)) == periods(BENCH.read(sql))


test_random_rules_count_the_same_on_sail = pytest.mark.spark(examples(2)(worlds_and_rules(counts_the_same)))


def read_by(sql: str) -> set[str]:
    """The tables of the house that a query reads; its own steps have no schema."""
    found = sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)
    return {f"{table.db}.{table.name}" for table in found if table.db}


def periods(rows: pa.Table) -> list[tuple[str, ...]]:
    told = ("definition", "version", "person_id", "account_id", "from_at", "until_at")
    return sorted(tuple(str(row[name]) for name in told) for row in rows.to_pylist())
