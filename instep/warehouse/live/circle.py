"""Which records hang together with those that just came in?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from instep.warehouse.given import Given
from instep.warehouse.live.apart import too_large
from instep.warehouse.live.asked import CIRCLES
from instep.warehouse.live.few import parted
from instep.warehouse.live.said import newly_said
from instep.warehouse.live.small import Small, make_small, needed
from instep.warehouse.tables import Recipe

TAKEN = "taken."
ARRIVED = """
create temp table arrived as
with record as ({records})

select key, is_passive, cast(circle as text) as party from {circles}
union
select record.key, false as is_passive, coalesce(cast(circles.circle as text), record.key) as party
from record
left join {circles} as circles on circles.key = record.key
"""
CLOSE = """
create temp table close as
with known as ({published}),

touched as (
    select distinct known.circle
    from known
    inner join arrived on arrived.key = known.key
    where not (arrived.is_passive and known.is_passive)
)

select key, circle, is_passive from known where circle in (select circle from touched)
"""
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
OF_THEM = """
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
    arrived = {**arrived, **newly_said(engine, arrived)}
    make_small(engine, needed(recipes, [CIRCLES]), arrived)
    taken = [name for name in arrived if name.startswith(TAKEN)]
    records = [RECORDS.format(name=name, kind=name.removeprefix(TAKEN)) for name in taken]
    said = " union ".join([*records, *_spoken_of(arrived)])
    engine.run(ARRIVED.format(records=said, circles=CIRCLES))
    engine.run(CLOSE.format(published=engine.published(CIRCLES)))
    _set_apart(engine)
    return Near(engine.read(KEYS.format(ties=TIES)), tuple(engine.read(ASIDE.format(records=said))["key"].to_pylist()))


def _spoken_of(arrived: Mapping[str, Given]) -> Iterator[str]:
    """The records about which people said something."""
    return (f"select {column} as key from {name}" for name, table in arrived.items() for column in table.about)


def _set_apart(engine: Small) -> None:
    """The parties of new records whose circles are too large, as the table `apart`."""
    run = engine.connection.execute
    arrived = dict(run("select party, count(*) from arrived group by party").fetchall())
    known = dict(run("select circle, count(*) from close group by circle").fetchall())
    apart = sorted(too_large(arrived, known, run(TIES).fetchall()))
    engine.run("create temp table apart (party text)")
    if apart:
        run("insert into apart select unnest($apart)", {"apart": apart})


def records(engine: Small, given: Mapping[str, Given], keys: pa.Table) -> dict[str, Given]:
    """Of every kind, all deliveries of the records with these keys."""
    engine.connection.register("near", keys)
    found = {name: _of_them(engine, name, table) for name, table in given.items() if name.startswith(TAKEN)}
    engine.connection.unregister("near")
    return {**given, **found}


def _of_them(engine: Small, name: str, table: Given) -> Given:
    if not table.files:
        return table
    much, few = parted(table)
    asked = OF_THEM.format(kind=name.removeprefix(TAKEN))
    engine.connection.register("everything", few)
    found = [engine.read(asked)]
    engine.connection.unregister("everything")
    if much.files:
        engine.view("everything", much)
        found.append(engine.read(asked))
        engine.run("drop view everything")
    return Given(table.schema, rows=pa.concat_tables([each.cast(table.schema) for each in found]))
