"""Which rows of a table came, changed or went for the records concerned? Only these go into the layer."""

from collections.abc import Iterable, Sequence

from instep.warehouse.live.small import Small
from instep.warehouse.overlay import BASE, Overlay
from instep.warehouse.tables import Recipe

NEXT = Overlay("next")
"""The new layer, as it is attached while it is written."""
TURNS = ({"key", "record_key"}, {"entity_id", "person_id", "account_id", "subject_id"})
"""Records name their person and account, and the rows of these name whatever else is theirs."""


def lay_local(engine: Small, tables: Sequence[Recipe]) -> frozenset[str]:
    """Write the rows that differ into the new layer; the names of the tables in which any do.

    The table `concerned` holds the ids of everything near. It grows by the ids that the rows themselves name.
    """
    in_turn = sorted(tables, key=_turn)
    return frozenset(each.name for each in in_turn if _lay(engine, each))


def lay_added(engine: Small, tables: Iterable[Recipe]) -> frozenset[str]:
    """Write the rows that nobody knew before; the names of the tables in which there are any."""
    return frozenset(each.name for each in tables if _lay_new(engine, each))


def _turn(each: Recipe) -> int:
    columns = set(each.file.locality.columns)
    return next((turn for turn, names in enumerate(TURNS) if columns <= names), len(TURNS))


def _lay(engine: Small, each: Recipe) -> bool:
    columns = engine.columns(f"{BASE}.{each.name}")
    told = ", ".join(columns)
    concerned = " or ".join(f"{column} in (from concerned)" for column in each.file.locality.columns)
    _find(engine, f"{BASE}.{each.name}", concerned)
    _print(engine, "was", f"{BASE}.{each.name}", f"rowid as base_row, {told}", told, "rowid in (from found)")
    _print(engine, "becomes", each.name, told, told, concerned)
    said_before = _laid_before(engine, "live", each.name, told, concerned)
    for rows in ("from was", "from becomes", *said_before):
        _grow(engine, rows, columns)
    came = f"select {told} from becomes anti join was using (print, place)"
    went = "select base_row from was anti join becomes using (print, place)"
    gone_before = _laid_before(engine, "gone", each.name, "base_row", "base_row in (select base_row from was)")
    still = _laid_before(engine, "live", each.name, told, f"({concerned}) is not true")
    still_gone = _laid_before(engine, "gone", each.name, "base_row", "base_row not in (select base_row from was)")
    _write(engine, "live", each.name, [came, *still])
    _write(engine, "gone", each.name, [went, *still_gone])
    return _differ(engine, came, said_before) or _differ(engine, went, gone_before)


def _differ(engine: Small, now: str, before: Sequence[str]) -> bool:
    """Readers see other rows than before."""
    if not before:
        return engine.count(now) > 0
    return engine.count(f"({now}) except all ({before[0]}) union all (({before[0]}) except all ({now}))") > 0


def _lay_new(engine: Small, each: Recipe) -> bool:
    same = " and ".join(f"known.{name} is not distinct from small.{name}" for name in each.file.locality.columns)
    new = f"select small.* from {each.name} as small anti join ({engine.published(each.name)}) as known on {same}"
    is_new = engine.count(new) > 0
    _write(engine, "live", each.name, [new, *_laid_before(engine, "live", each.name, "*", "true")])
    return is_new


def _find(engine: Small, table: str, concerned: str) -> None:
    """Which rows first, then what they say: so no other column is read as a whole."""
    engine.run(f"create or replace temp table found as select rowid as base_row from {table} where {concerned}")


def _print(engine: Small, name: str, table: str, told: str, columns: str, concerned: str) -> None:
    """The rows concerned; equal ones have the same print and are numbered."""
    engine.run(f"""create or replace temp table {name} as
        select *, row_number() over (partition by print) as place
        from (select {told}, hash({columns}) as print from {table} where {concerned})""")


def _grow(engine: Small, rows: str, columns: Sequence[str]) -> None:
    for column in columns:
        if column.endswith(('_id"', '_key"')):
            engine.run(f"insert into concerned select distinct {column} from ({rows}) where {column} is not null")


def _laid_before(engine: Small, schema: str, name: str, told: str, condition: str) -> list[str]:
    if not engine.overlay.holds(schema, name):
        return []
    return [f"select {told} from {engine.overlay.place(schema, name)} where {condition}"]


def _write(engine: Small, schema: str, name: str, selects: Sequence[str]) -> None:
    rows = " union all ".join(selects)
    if engine.count(rows):
        engine.run(f"create schema if not exists {NEXT.catalog}.{schema}")
        engine.run(f"create table {NEXT.place(schema, name)} as {rows}")
