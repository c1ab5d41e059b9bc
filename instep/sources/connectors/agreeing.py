"""What do a feed's columns mean? What people agreed on is kept when columns come and go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from instep.sources.connectors.believed import GONE
from instep.sources.connectors.drift import merged
from instep.sources.connectors.feed import EVERYTHING, Feed, Portion
from instep.sources.connectors.progress import Progress
from instep.sources.mapping import Mapping as Meaning
from instep.sources.mapping import Records, header_fingerprint
from instep.sources.origin import Origin
from instep.sources.reading import LINE, Reading
from instep.sources.recognition.recognising import recognise
from instep.sources.saved_mappings import save, saved
from instep.warehouse.home import Home

SAMPLE = 2_000


def agreed(home: Home, source: str, table: str, columns: Sequence[str]) -> Meaning | None:
    """The mapping in force for a table with these columns."""
    return saved(home, source, table, header_fingerprint([*columns, GONE]))


def carried_over(home: Home, source: str, table: str, before: Sequence[str], now: Sequence[str]) -> Meaning | None:
    """The mapping that was agreed on before columns came, kept for the table as it is now."""
    known = agreed(home, source, table, now)
    if known is None and before and (earlier := agreed(home, source, table, before)):
        known = replace(earlier, fingerprint=header_fingerprint([*now, GONE]))
        save(home, known)
    return known


def agree(home: Home, source: str, feeds: Sequence[Feed], samples: Sequence[Reading]) -> dict[str, Meaning]:
    """Look at samples of all tables together, because they refer to each other, and keep what they mean."""
    found = recognise(samples, source, home)
    keys = {feed.table: feed.key for feed in feeds}
    told = {verdict.reading.table: _told_apart(verdict.mapping, keys[verdict.reading.table]) for verdict in found}
    meanings = {table: withdrawable(meaning) for table, meaning in told.items()}
    for meaning in meanings.values():
        save(home, meaning)
    return meanings


def sample(home: Home, source: str, feed: Feed) -> Reading:
    portions = feed.portions(EVERYTHING, None, None)
    portion = next(portions, Portion([]))
    portions.close()
    progress = Progress.of(home, source, feed.table)
    columns = merged(progress.columns, merged(feed.columns, portion.types))
    replace(progress, columns=columns).keep(home, source, feed.table)
    return reading(feed.table, rows_of(portion.rows[:SAMPLE], columns))


def reading(table: str, rows: pa.Table) -> Reading:
    names = tuple(name for name in rows.column_names if name != LINE)
    return Reading(Path(table), table, names, rows)


def rows_of(rows: Sequence[Mapping[str, str | None]], columns: Iterable[str], first: int = 1) -> pa.Table:
    """Text columns in the given order, the mark of withdrawal, and the number of each row."""
    texts = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in columns}
    numbers = pa.array(range(first, first + len(rows)), pa.int64())
    marks = pa.array([row.get(GONE) for row in rows], pa.string())
    return pa.table(texts | {GONE: marks, LINE: numbers})


def withdrawable(meaning: Meaning) -> Meaning:
    """The mark withdraws what a row is about: its main records, not the company that is named beside."""
    main = [records.record_id for records in meaning.records[:1]]
    own = [_marked(each) if each.record_id in main or each.where else each for each in meaning.records]
    return replace(meaning, records=tuple(own))


def _told_apart(meaning: Meaning, key: tuple[str, ...]) -> Meaning:
    """What a system says is the key tells records apart for sure; a column that looks like one may not."""
    if not key or not meaning.records or meaning.recognised_by != "content":
        return meaning
    main, *others = meaning.records
    return replace(meaning, records=(replace(main, record_id=Origin.joined(*key, between="/")), *others))


def _marked(records: Records) -> Records:
    own = [name for name in records.is_deleted.columns if name != GONE] if records.is_deleted else []
    return replace(records, is_deleted=Origin((GONE, *own), "first") if own else Origin.of(GONE))
