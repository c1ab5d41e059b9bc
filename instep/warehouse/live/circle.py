"""Which records hang together with those that just came in?"""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from instep.warehouse.given import Given
from instep.warehouse.live.asked import CIRCLES
from instep.warehouse.live.small import Small, make_small, needed
from instep.warehouse.tables import Recipe

TAKEN = "taken."
NEAR = """
with known as ({published}),

arrived as (
    select key, is_passive from {circles}
    union
    {records}
),

touched as (
    select distinct known.circle
    from known
    inner join arrived on arrived.key = known.key
    where not (arrived.is_passive and known.is_passive)
)

select key from known where circle in (select circle from touched) and not is_passive
union
select key from arrived where not is_passive
"""
RECORDS = "select source || '/{kind}/' || record_id as key, false as is_passive from {name}"
"""Also a record that was deleted is among those that came in."""
OF_THEM = """
select *
from everything
where
    record_id in (select split_part(key, '/{kind}/', 2) from near)
    and source || '/{kind}/' || record_id in (select key from near)
"""


def near(engine: Small, recipes: Sequence[Recipe], arrived: Mapping[str, Given]) -> pa.Table:
    """The keys of everything that hangs together with the new records, as far as anybody knew, and their own."""
    make_small(engine, needed(recipes, [CIRCLES]), arrived)
    taken = [name for name in arrived if name.startswith(TAKEN)]
    said = " union all ".join(RECORDS.format(name=name, kind=name.removeprefix(TAKEN)) for name in taken)
    return engine.read(NEAR.format(published=engine.published(CIRCLES), circles=CIRCLES, records=said))


def records(engine: Small, given: Mapping[str, Given], keys: pa.Table) -> dict[str, Given]:
    """Of every kind, all deliveries of the records with these keys."""
    engine.connection.register("near", keys)
    found = {name: _of_them(engine, name, table) for name, table in given.items() if name.startswith(TAKEN)}
    engine.connection.unregister("near")
    return {**given, **found}


def _of_them(engine: Small, name: str, table: Given) -> Given:
    if not table.files:
        return table
    engine.run("drop view if exists everything")
    engine.view("everything", table)
    return Given(table.schema, rows=engine.read(OF_THEM.format(kind=name.removeprefix(TAKEN))))
