"""What systems recorded, written as small tables; the rest of the sources is empty."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pyarrow as pa

from instep.identity import pinned
from instep.identity.given import MEMBERSHIP, PAIR
from instep.identity.weighing.learned import SCHEMA
from instep.sources.kind import kinds
from instep.warehouse import Given
from instep.warehouse.order import in_order
from instep.warehouse.tables import recipe, table_files
from instep.warehouse.testing import NO_HOME, Bench, _cells, built

BUILT, OWN = ("identity", "timeline"), "sources.own_value"
GIVEN = ("decided.pair", "decided.pin", "kept.membership", "decided.clock", "kept.learned")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def recorded(**texts: str) -> Bench:
    """A bench on which every `sources.<kind>` lies, with all its columns: `a | b` lines where given, else empty."""
    bench = Bench()
    bench.connection.execute("create schema sources")
    bench.give("decided.pair", Given.of(PAIR.empty_table()))
    bench.give("decided.pin", Given.of(pinned.SCHEMA.empty_table()))
    bench.give("kept.membership", Given(MEMBERSHIP))
    bench.give("decided.clock", Given.of(pa.table({"as_of_at": pa.array([NOON], pa.timestamp("us", "UTC"))})))
    bench.give("kept.learned", Given.of(SCHEMA.empty_table()))
    for name in kinds():
        lay(bench, name, texts.get(name, "source | record_id"))
    return bench


def lay(bench: Bench, kind: str, text: str) -> None:
    head, *lines = [line for line in text.strip().splitlines() if line.strip()]
    rows = [dict(zip(_cells(head), _cells(line), strict=False)) for line in lines]
    lay_rows(bench, kind, rows)


def lay_rows(bench: Bench, kind: str, rows: Iterable[dict[str, str]]) -> None:
    schema = kinds()[kind].schema()
    rows = list(rows)
    texts = pa.table({f.name: pa.array([row.get(f.name) or None for row in rows], pa.string()) for f in schema})
    unknown = {column for row in rows for column in row} - set(schema.names)
    assert not unknown, f"{kind} has no {unknown}"
    bench.connection.register("typed", texts)
    casts = ", ".join(f'{_cast(f)} as "{f.name}"' for f in schema if f.name != "is_deleted")
    key = f"source || '/{kind}/' || record_id as record_key"
    bench.connection.execute(f'create or replace table sources."{kind}" as select {casts}, {key} from typed')
    bench.connection.unregister("typed")


def resolved(bench: Bench, *wanted: str) -> list[dict[str, object]]:
    """Build these tables from the laid sources, with whatever they need; the rows of the last one."""
    files = [file for file in table_files() if file.room in BUILT or file.name == OWN]
    recipes = [recipe(file, NO_HOME) for file in files]
    ordered = in_order(recipes, [*(f"sources.{kind}" for kind in kinds()), *GIVEN])
    asked = set(wanted)
    for each in reversed(ordered):
        asked |= each.reads if each.name in asked else set()
    built(bench, *(each.name for each in ordered if each.name in asked))
    return bench.warehouse.select(f"select * from {wanted[-1]}")


def _cast(field: pa.Field) -> str:
    cast = f'cast("{field.name}" as {_sql(field.type)})'
    return f"coalesce({cast}, false)" if field.name == "is_public" else cast


def _sql(type_: pa.DataType) -> str:
    if pa.types.is_timestamp(type_):
        return "timestamptz"
    if pa.types.is_decimal(type_):
        return "decimal(18,2)"
    return {"string": "text", "double": "double", "int64": "bigint", "bool": "boolean"}[str(type_)]
