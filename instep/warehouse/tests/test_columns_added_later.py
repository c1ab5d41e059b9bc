"""Records taken in before a column was known still count; the new column is empty for them."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from instep.warehouse.duckdb_engine import DuckDB
from instep.warehouse.engine import Engine
from instep.warehouse.given import Given
from instep.warehouse.spark_engine import Spark

SCHEMA = pa.schema([("record_id", pa.string()), ("at", pa.timestamp("us", tz="UTC")), ("amount", pa.decimal128(18, 2))])


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "spark":
        pytest.importorskip("pysail", reason="the optional extra `spark` is not installed")
    made: Engine = Spark.on_sail(tmp_path) if request.param == "spark" else DuckDB()
    yield made
    made.close()


def test_an_old_file_has_the_new_column_empty(engine: Engine, tmp_path: Path) -> None:
    pq.write_table(pa.table({"record_id": ["a"]}), tmp_path / "old.parquet")
    engine.give("taken.sale", Given(SCHEMA, (tmp_path / "old.parquet",)))
    assert engine.read('select record_id, "at", amount from taken.sale').to_pylist() == [
        {"record_id": "a", "at": None, "amount": None}
    ]
