"""Which records hang together with those that just came in?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from instep.warehouse.given import Given
from instep.warehouse.live.apart import too_large
from instep.warehouse.live.asked import CIRCLES
from instep.warehouse.live.few import parted
from instep.warehouse.live.places import TAKEN, Prints
from instep.warehouse.live.placing import BESIDE
from instep.warehouse.live.said import newly_said
from instep.warehouse.live.small import Small, make_small, needed
from instep.warehouse.tables import Recipe

ARRIVED = """
create or replace temp table arrived as
with record as ({records})

select key, is_passive, cast(circle as text) as party from {circles}
union
select record.key, false as is_passive, coalesce(cast(circles.circle as text), record.key) as party
from record
left join {circles} as circles on circles.key = record.key
"""
TOUCHED = """
create or replace temp table touched as
select distinct known.circle
from ({known}) as known
inner join arrived on arrived.key = known.key
where not (arrived.is_passive and known.is_passive)
"""
CLOSE = "create or replace temp table close as {published}"
TIES = """
select distinct arrived.party, close.circle
from close
inner join arrived on arrived.key = close.key
where not (arrived.is_passive and close.is_passive)
"""
KEYS = """
select key from close where not is_passive and circle not in (select circle from ({ties}) where party in (from apart))
union
select key from arrived where not is_passive and party not in (from apart)
"""
RECORDS = "select source || '/{kind}/' || record_id as key from {name}"
"""Also a record that was deleted is among those that came in."""
ASIDE = "select distinct key from ({records}) where key in (select key from arrived where party in (from apart))"
LAID_BESIDE = """
select {columns} from {beside}."{kind}" where rowid in (from found) and came_in not in (select name from away)
"""
CAME_LATER = """
select *
from everything
where
    record_id in (select split_part(key, '/{kind}/', 2) from near)
    and source || '/{kind}/' || record_id in (select key from near)
"""


@dataclass(frozen=True)
class Near:
    """The keys of everything that hangs together with new records, and those of new records that wait for a build."""

    keys: pa.Table
    aside: tuple[str, ...]


def near(engine: Small, recipes: Sequence[Recipe], arrived: Mapping[str, Given]) -> Near:
    """As far as anybody knew, and what the new records say themselves."""
    arrived = {name: table for name, table in arrived.items() if not table.kept} | newly_said(engine, arrived)
    make_small(engine, "arriving", needed(recipes, [CIRCLES]), arrived)
    taken = [name for name in arrived if name.startswith(TAKEN)]
    records = [RECORDS.format(name=name, kind=name.removeprefix(TAKEN)) for name in taken]
    said = " union ".join([*records, *_spoken_of(arrived)])
    engine.run(ARRIVED.format(records=said, circles=CIRCLES))
    _find_close(engine)
    _set_apart(engine)
    return Near(engine.read(KEYS.format(ties=TIES)), tuple(engine.read(ASIDE.format(records=said))["key"].to_pylist()))


def _spoken_of(arrived: Mapping[str, Given]) -> Iterator[str]:
    """The records about which people said something."""
    return (f"select {column} as key from {name}" for name, table in arrived.items() for column in table.about)


def _find_close(engine: Small) -> None:
    """The circles that new records touch, with all of their keys, as the table `close`."""
    engine.lend("found", base_row=engine.find(CIRCLES, "select key from arrived").rows)
    some = partial(engine.overlay.some, CIRCLES, ("key", "circle", "is_passive"))
    engine.run(TOUCHED.format(known=some("rowid in (from found)", "key in (select key from arrived)")))
    engine.run(CLOSE.format(published=some("circle in (from touched)", "circle in (from touched)")))


def _set_apart(engine: Small) -> None:
    """The parties of new records whose circles are too large, as the table `apart`."""
    run = engine.connection.execute
    arrived = dict(run("select party, count(*) from arrived group by party").fetchall())
    known = dict(run("select circle, count(*) from close group by circle").fetchall())
    apart = sorted(too_large(arrived, known, run(TIES).fetchall()))
    engine.run("create or replace temp table apart (party text)")
    if apart:
        run("insert into apart select unnest($apart)", {"apart": apart})


def records(engine: Small, given: Mapping[str, Given], keys: pa.Table) -> dict[str, Given]:
    """Of every kind, all deliveries of the records with these keys."""
    engine.connection.register("near", keys)
    ids = engine.prints("select distinct hash(key) as print from near order by print")
    found = {name: _of_them(engine, name, table, ids) for name, table in given.items() if name.startswith(TAKEN)}
    engine.connection.unregister("near")
    return {**given, **found}


def _of_them(engine: Small, name: str, table: Given, ids: Prints) -> Given:
    here = dict(_named(name, table))
    beside = {file for file in engine.places.files if file.startswith(f"{name}/")}
    found = [_laid_beside(engine, name, table.schema, ids, beside - set(here))]
    later = Given(table.schema, tuple(file for named, file in here.items() if named not in beside))
    found += _came_later(engine, name.removeprefix(TAKEN), later) if later.files else []
    return Given(table.schema, rows=pa.concat_tables([each.cast(table.schema) for each in found]))


def _named(name: str, table: Given) -> Iterator[tuple[str, Path]]:
    return ((f"{name}/{file.name}", file) for file in table.files)


def _laid_beside(engine: Small, name: str, schema: pa.Schema, ids: Prints, away: Collection[str]) -> pa.Table:
    """Not those of deliveries that were undone since, or that lie in a joined one now."""
    rows = engine.places.find(name, ids).rows
    if not len(rows):
        return schema.empty_table()
    engine.lend("found", base_row=rows)
    engine.lend("away", name=pa.array([each.rpartition("/")[2] for each in away], pa.string()))
    columns = ", ".join(f'"{column}"' for column in schema.names)
    return engine.read(LAID_BESIDE.format(columns=columns, beside=BESIDE, kind=name.removeprefix(TAKEN)))


def _came_later(engine: Small, kind: str, later: Given) -> Iterator[pa.Table]:
    much, few = parted(later)
    engine.connection.register("everything", few)
    yield engine.read(CAME_LATER.format(kind=kind))
    engine.connection.unregister("everything")
    if much.files:
        engine.view("everything", much)
        yield engine.read(CAME_LATER.format(kind=kind))
        engine.run("drop view everything")
