"""What would later deliveries have come to, had an earlier one never been?

Deliveries that came together are read together, as they were when they came. What people said about a table stays; a
mapping that was found is found anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from instep.sources.mapping import Mapping
from instep.sources.reading import LINE, Reading
from instep.sources.recognition.recognising import recognise
from instep.sources.saved_mappings import save, slug
from instep.sources.taking.alone import arriving
from instep.sources.taking.batch import Batch, named
from instep.sources.taking.delivery import Arrival, Delivery, latest_tables, read_rows
from instep.sources.taking.keeping import unread
from instep.sources.taking.lineage import mapping_of, remember, rewind, said_by_people, write
from instep.sources.taking.taking_in import settled
from instep.sources.taking.trial import link
from instep.warehouse.home import Home


def read_again(home: Home, there: Home, going: Sequence[Batch], later: Sequence[Batch]) -> list[Batch]:
    """Those of `later` that leant on what is undone, as `there` (which holds what came before) makes them now.

    `going` are the undone batch and what was mended of it, of one table. Live events were known to be new, so they lean
    on nothing.
    """
    undone, gone = going[0], {batch.batch_id for batch in going}
    said = said_by_people(home, undone.source)
    rewind(there, undone.source)
    leaning, kinds, again = {slug(undone.table)}, _kinds([undone]), []
    for _, together in groupby(later, key=attrgetter("received_at")):
        came = list(together)
        members = [batch for batch in came if batch.batch_id not in gone]
        leant = [batch for batch in members if not batch.is_new]
        if len(members) == len(came) and not any(_leans(batch, leaning, kinds) for batch in leant):
            leant = []
        leaning |= {slug(batch.table) for batch in leant}
        kinds |= _kinds(leant)
        again += _all_again(home, there, leant)
        for batch in (batch for batch in members if batch not in leant):
            link(home, there, batch)
            remember(there, batch)
    for name, text in said.items():
        write(there, undone.source, name, text)
    return again


def _leans(batch: Batch, leaning: set[str], kinds: set[str]) -> bool:
    """By its table, by one that it looks names up in, or by a kind of record: what it changed is counted anew."""
    is_of_kind = bool(_kinds([batch]) & kinds)
    return (
        is_of_kind
        or slug(batch.table) in leaning
        or any(slug(each.table) in leaning for each in mapping_of(batch).lookups)
    )


def _kinds(batches: Sequence[Batch]) -> set[str]:
    return {outcome.kind for batch in batches for outcome in batch.outcomes}


def _all_again(home: Home, there: Home, members: Sequence[Batch]) -> list[Batch]:
    if not members:
        return []
    folder = there.deliveries / slug(members[0].source)
    folder.mkdir(exist_ok=True)
    readings = [_reading(home, batch) for batch in members]
    mappings = _mappings(there, members, readings)
    with arriving(folder):
        fresh = [
            settled(_delivery(there, batch, reading, mapping, readings))
            for batch, reading, mapping in zip(members, readings, mappings, strict=True)
        ]
    for batch, mapping in zip(members, mappings, strict=True):
        if not batch.mends:
            save(there, mapping)
    return fresh


def _mappings(there: Home, members: Sequence[Batch], readings: Sequence[Reading]) -> list[Mapping]:
    whole = [(batch, reading) for batch, reading in zip(members, readings, strict=True) if not batch.mends]
    found = recognise([reading for _, reading in whole], members[0].source, there)
    fresh = {
        batch.batch_id: replace(verdict.mapping, source=batch.source)
        for (batch, _), verdict in zip(whole, found, strict=True)
        if batch.is_recognised
    }
    return [fresh.get(batch.mends or batch.batch_id) or _mapping_now(there, batch) for batch in members]


def _mapping_now(there: Home, batch: Batch) -> Mapping:
    """What came mended later is read as the delivery that refused it is read now."""
    refused_by = named(there, batch.mends) if batch.mends else None
    return mapping_of(refused_by or batch)


def _reading(home: Home, batch: Batch) -> Reading:
    folder = batch.folder(home)
    rows = read_rows(folder, batch.table)
    columns = tuple(name for name in rows.column_names if name != LINE)
    return Reading(Path(batch.came_from) / batch.file, batch.table, columns, rows, unread(folder))


def _delivery(there: Home, batch: Batch, reading: Reading, mapping: Mapping, together: Sequence[Reading]) -> Delivery:
    tables = {each.table: each.rows for each in together}
    wanted = {lookup.table for lookup in mapping.lookups} - set(tables)
    return Delivery(
        home=there,
        source=batch.source,
        batch_id=batch.batch_id,
        received_at=batch.received_at,
        mapping=mapping,
        file=batch.file,
        came_from=batch.came_from,
        table=batch.table,
        columns=reading.columns,
        rows=reading.rows,
        unread=reading.refused,
        tables=tables | latest_tables(there, batch.source, wanted),
        is_new=batch.is_new,
        arrival=Arrival(frozenset({batch.table} if batch.is_recognised else ()), batch.is_history, batch.mends),
    )
