"""The engine for data that outgrow one machine: Spark SQL, on Apache Spark or on Sail (optional extra `spark`)."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot
from sqlglot import exp

from instep.warehouse.given import Given
from instep.warehouse.scratch import scratch_until_exit
from instep.warehouse.stored import AS_IT_COMES, Stored


class Spark:
    """Each table is written as Parquet into a folder and read back under a flat name (`sources__person`)."""

    def __init__(self, session: Any, folder: Path) -> None:
        self._session = session
        self._session.conf.set("spark.sql.session.timeZone", "UTC")
        self._folder = folder
        self._server: Any = None

    @classmethod
    def on_sail(cls, folder: Path | None = None) -> Self:
        """A Spark Connect server without Java inside this process."""
        from pysail.spark import SparkConnectServer

        # The client looks for a Spark installation on import, and ends the process without one; it needs none.
        os.environ.setdefault("SPARK_HOME", str(folder or tempfile.gettempdir()))
        from pyspark.sql import SparkSession

        server = SparkConnectServer()
        server.start(background=True)
        _, port = server.listening_address
        engine = cls(
            SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate(),
            folder or scratch_until_exit(),
        )
        engine._server = server
        return engine

    def give(self, name: str, given: Given) -> None:
        if given.files:
            return self._view(name, *self._complete(given))
        rows = given.rows if given.rows is not None else given.schema.empty_table()
        self.keep(name, rows)
        return None

    def make(self, name: str, select: str, stored: Stored = AS_IT_COMES) -> int:
        """An empty result writes no file that could tell its columns, so its schema is kept instead."""
        path, frame = self._folder / name, self._session.sql(to_spark(select))
        frame.write.mode("overwrite").parquet(str(path))
        if not list(path.glob("*.parquet")):
            return self.keep(name, frame.toArrow())
        self._view(name, path)
        return self._count(name)

    def keep(self, name: str, rows: pa.Table, stored: Stored = AS_IT_COMES) -> int:
        path = self._folder / f"{name}.parquet"
        pq.write_table(rows, path, coerce_timestamps="us")
        self._view(name, path)
        return int(rows.num_rows)

    def read(self, sql: str) -> pa.Table:
        return self._session.sql(to_spark(sql)).toArrow()

    def teach(self, name: str, function: Callable[..., Any], kind: str) -> None:
        """A function that SELECTs may call by this name; its result is of this Spark type."""
        self._session.udf.register(name, function, kind)

    def close(self) -> None:
        self._session.stop()
        if self._server is not None:
            self._server.stop()

    def _complete(self, given: Given) -> tuple[Path, ...]:
        """Records taken in before a column was known have it empty; they are written anew for this engine."""
        schemas = {file: set(pq.read_schema(file).names) for file in given.files}
        return tuple(
            file if held.issuperset(given.schema.names) else self._widened(file, given.schema)
            for file, held in schemas.items()
        )

    def _widened(self, file: Path, schema: pa.Schema) -> Path:
        path = self._folder / f"widened-{file.parent.name}-{file.name}"
        rows = pq.read_table(file)
        columns = [
            rows[each.name] if each.name in rows.column_names else pa.nulls(len(rows), each.type) for each in schema
        ]
        pq.write_table(pa.table(columns, schema=schema), path, coerce_timestamps="us")
        return path

    def _view(self, name: str, *paths: Path) -> None:
        frame = self._session.read.parquet(*[str(path) for path in paths])
        frame.createOrReplaceTempView(flat(name))

    def _count(self, name: str) -> int:
        return int(self._session.table(flat(name)).count())


def to_spark(sql: str) -> str:
    """A portable SELECT in Spark's dialect, with flat table names."""
    return sqlglot.parse_one(sql, read="duckdb").transform(_in_spark).sql(dialect="spark")


def _in_spark(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Table) and node.db:
        name = exp.to_table(flat(f"{node.db}.{node.name}"))
        return exp.alias_(name, node.alias or node.name, quoted=True, table=True)
    if isinstance(node, exp.TimeToUnix):
        # Spark's unix_timestamp cuts fractions of a second off and leaves a decimal behind.
        micros = exp.cast(exp.func("unix_micros", node.this.transform(_in_spark)), "double")
        return exp.paren(exp.Div(this=micros, expression=exp.cast(exp.Literal.number(1_000_000), "double"), typed=True))
    return node


def flat(name: str) -> str:
    return name.replace(".", "__")
