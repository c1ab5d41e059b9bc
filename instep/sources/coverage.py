"""What was read from which source, how far back, how fresh, and what is missing?

Read off the records at rest, so it also answers before anything is built. "Never checked" is a state of its own: of a
table that nobody asked for nothing can be said, least of all that it is fine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from instep.sources.holes import Hole, holes
from instep.sources.kind import kinds
from instep.sources.taking.batch import Batch, batches
from instep.sources.values.casting import connection
from instep.warehouse.home import Home

WHEN = ("at", "ordered_at", "opened_at", "created_at", "entered_at", "started_at", "answered_at")
"""The moment that tells when a record of a kind came to be."""
FRESH, STALE, SILENT, SLIPS, NEVER = "fresh", "stale", "has holes", "has slips", "never checked"
ENOUGH = 30
"""Below this many records of a while nothing is said about a field."""
RECENT = timedelta(days=28)
FAR = timedelta(days=366)
"""What is said to happen so long after today is no plan but a slip of the pen."""


@dataclass(frozen=True)
class Faded:
    """A field that was filled, and is not any more."""

    field: str
    before_share: float
    lately_share: float


@dataclass(frozen=True)
class Covered:
    """One kind of record from one source."""

    source: str
    kind: str
    record_count: int
    first_on: date | None
    last_on: date | None
    heard_at: datetime | None
    """When a delivery of it last came in, or the source was last asked and had nothing new."""
    holes: tuple[Hole, ...] = ()
    faded: tuple[Faded, ...] = ()
    is_stale: bool = False
    ahead_count: int = 0
    """Records that are said to be of a day far in the future; `last_on` and the holes pass them over."""
    ahead_on: date | None = None

    @property
    def state(self) -> str:
        if self.heard_at is None:
            return NEVER
        return STALE if self.is_stale else SILENT if self.holes or self.faded else SLIPS if self.ahead_count else FRESH


def coverage(home: Home, today: date, asked: Mapping[str, tuple[datetime | None, bool]]) -> list[Covered]:
    """Each source and kind; `asked` says of connected sources when they were last asked well, and if that is stale."""
    counting = [batch for batch in batches(home) if batch.undone_at is None]
    found = [
        _covered(home, source, kind, own, today, asked.get(source))
        for (source, kind), own in sorted(_by_kind(counting).items())
    ]
    silent = sorted(set(asked) - {batch.source for batch in counting})
    return found + [
        Covered(source, "", 0, None, None, asked[source][0], is_stale=asked[source][1]) for source in silent
    ]


def _by_kind(counting: Iterable[Batch]) -> dict[tuple[str, str], list[Batch]]:
    found: dict[tuple[str, str], list[Batch]] = {}
    for batch in counting:
        for kind in batch.records:
            found.setdefault((batch.source, kind), []).append(batch)
    return found


def _covered(
    home: Home, source: str, kind: str, own: Sequence[Batch], today: date, asked: tuple[datetime | None, bool] | None
) -> Covered:
    files = [path for batch in own if (path := home.taken / kind / f"{batch.batch_id}.parquet").exists()]
    told = _days(files, _moment_of(kind))
    days = {day: count for day, count in told.items() if day <= today + FAR}
    ahead = {day: count for day, count in told.items() if day > today + FAR}
    heard = max((*(batch.received_at for batch in own), *([asked[0]] if asked and asked[0] else [])))
    return Covered(
        source,
        kind,
        _count(files),
        min(days, default=None),
        max(days, default=None),
        heard,
        tuple(holes(days, today if asked else max(days, default=today))),
        tuple(_faded(files, kind)),
        asked[1] if asked else False,
        sum(ahead.values()),
        max(ahead, default=None),
    )


def _moment_of(kind: str) -> str | None:
    return next((name for name in WHEN if name in kinds()[kind].fields), None)


def _days(files: Sequence[Path], moment: str | None) -> dict[date, int]:
    """How many records each day has."""
    if not files or moment is None:
        return {}
    rows = connection().execute(DAYS.format(moment=moment), {"files": [str(file) for file in files]}).fetchall()
    return {day: count for day, count in rows if day is not None}


def _count(files: Sequence[Path]) -> int:
    if not files:
        return 0
    [(count,)] = connection().execute(COUNT, {"files": [str(file) for file in files]}).fetchall()
    return int(count)


def _faded(files: Sequence[Path], kind: str) -> Iterable[Faded]:
    """Fields filled in at least half of the records before, and in less than a twentieth of those of the last weeks."""
    moment = _moment_of(kind)
    names = [
        name for name in kinds()[kind].fields if name != moment and files and name in pq.read_schema(files[-1]).names
    ]
    if moment is None or not names:
        return
    shares = ", ".join(f'avg(case when "{name}" is not null then 1.0 else 0.0 end)' for name in names)
    query = FILLED.format(moment=moment, shares=shares)
    rows = connection().execute(query, {"files": [str(file) for file in files], "days": RECENT.days}).fetchall()
    told = {row[0]: row[1:] for row in rows}
    if min((told[when][0] for when in told), default=0) < ENOUGH or len(told) < 2:
        return
    for place, name in enumerate(names, 1):
        before, lately = told[False][place], told[True][place]
        if before >= 0.5 and lately < 0.05:
            yield Faded(name, before, lately)


LATEST = """
with said as (
    select *, row_number() over (partition by record_id order by received_at desc, batch_id desc, line desc) as age
    from read_parquet($files, union_by_name = true)
)
"""
COUNT = LATEST + "select count(*) from said where age = 1 and not is_deleted"
DAYS = LATEST + 'select cast("{moment}" as date), count(*) from said where age = 1 and not is_deleted group by 1'
FILLED = (
    LATEST
    + """,
kept as (select * from said where age = 1 and not is_deleted and "{moment}" is not null),
latest as (select max("{moment}") as newest_at from kept)
select "{moment}" > latest.newest_at - to_days(cast($days as integer)), count(*), {shares} from kept, latest group by 1
"""
)
