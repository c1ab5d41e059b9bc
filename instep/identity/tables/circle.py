"""Which records hang together? A new record concerns its circle and no other."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyarrow as pa
from sqlglot import exp

from instep.identity.circle import circles
from instep.warehouse.tables import Read, read_by

GRAIN = (
    "One row per key of records (their own keys, mailboxes, phones, ids, company names and domains) and the circle it "
    "belongs to. What is calculated about a record depends on records of its circle only."
)
LOCALITY = "local to key"
SORTED_BY = "circle"
FOLDER = Path(__file__).parent.parent / "circles"


def rows(read: Read) -> pa.Table:
    return circles(*(read("\nunion all\n".join(sqls)) for sqls in (TIES, PASSIVE, HANGING)))


def _texts(pattern: str) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob(pattern))}


def _pairs(sql: str) -> Iterator[str]:
    """What a leaf ties: leaves are many, the pairs of keys that they name are few."""
    for column in _leaf(sql).selects:
        name = column.alias_or_name
        if name.endswith("_key") and name != "record_key":
            pair = exp.select("hangs_on as record_key", exp.alias_(exp.column(name), "key")).distinct()
            yield pair.from_(_leaf(sql)).where(exp.column(name).neq(exp.column("hangs_on"))).sql("duckdb")


def _hanging(sql: str) -> str:
    return exp.select("record_key", "hangs_on as key").from_(_leaf(sql)).sql("duckdb")


def _leaf(sql: str) -> exp.Subquery:
    return exp.maybe_parse(sql, into=exp.Select, dialect="duckdb").subquery("leaf")


_SQL, _LEAVES = _texts("*.sql"), _texts("leaves/*.sql")
PASSIVE = (_SQL.pop("own_id"),)
TIES = (*_SQL.values(), *chain.from_iterable(map(_pairs, _LEAVES.values())))
HANGING = tuple(map(_hanging, _LEAVES.values()))
READS = tuple(sorted(set(chain.from_iterable(map(read_by, [*TIES, *PASSIVE, *HANGING])))))
