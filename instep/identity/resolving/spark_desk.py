"""Where are records laid out and compared when they outgrow one machine? On Spark, by the same SELECTs."""

from collections.abc import Mapping
from typing import Self

import pyarrow as pa
import sqlglot
from sqlglot import exp

from instep.identity.resolving.desk import filled, words
from instep.identity.resolving.expanding import expanded
from instep.identity.resolving.functions import FUNCTIONS
from instep.warehouse.spark_engine import Spark

OWN = {
    "strip_accents": ("strip_accents", "string"),
    "jarowinkler_similarity": ("jaro_winkler_similarity", "double"),
    "byte_levenshtein": ("levenshtein", "int"),
    "damerau_levenshtein": ("damerau_levenshtein", "int"),
    "has_root_of": ("has_root_of", "boolean"),
    "extracted": ("regexp_extract", "string"),
}
"""By the names that reach Spark: what it does not know, what it counts in letters and DuckDB in bytes, and what
Sail cannot do inside a `case`."""
NAMED = {"strlen": "octet_length", "brief": "xxhash64", "hash": "xxhash64"}


class SparkDesk:
    """A desk like the one in memory; its tables are Parquet files of the engine."""

    def __init__(self, engine: Spark, fields: tuple[str, ...]) -> None:
        self._engine, self._fields = engine, fields
        for name, (function, kind) in OWN.items():
            engine.teach(name, FUNCTIONS[function], kind)
        for name, table in words().items():
            self.lay(name, table)

    def lay(self, name: str, table: pa.Table) -> None:
        self._engine.keep(name, table)

    def make(self, file: str, said: Mapping[str, str] | None = None, name: str | None = None) -> None:
        self._engine.make(name or file.rsplit("/", 1)[-1], self._read(filled(file, said or {})))

    def ask(self, query: str) -> pa.Table:
        return self._engine.read(query)

    def clear(self, *names: str) -> None:
        """Files stay until the folder is taken away."""

    def close(self) -> None:
        """The engine is whoever's brought it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, text: str) -> str:
        tree = expanded(sqlglot.parse_one(text, read="duckdb"), self._fields)
        return tree.transform(_in_spark).sql(dialect="duckdb")


def _in_spark(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Levenshtein):
        return exp.Anonymous(this="byte_levenshtein", expressions=[node.this, node.expression])
    if isinstance(node, exp.RegexpExtract):
        return exp.Anonymous(this="extracted", expressions=[node.this, node.expression, _group(node)])
    if isinstance(node, exp.Anonymous) and node.name in NAMED:
        return exp.Anonymous(this=NAMED[node.name], expressions=node.expressions)
    return node


def _group(node: exp.RegexpExtract) -> exp.Expr:
    return node.args.get("group") or exp.Literal.number(0)
