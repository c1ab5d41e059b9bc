"""What does a file of events say: its events in order, and what could not be used, with line and reason?"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from instep.journey.mining.columns import Told, told
from instep.journey.mining.events import Events
from instep.sources.reading import LINE, Reading, Refused, Unreadable, read
from instep.sources.values.moments import read_moments


@dataclass(frozen=True)
class Opened:
    """A log that was opened. transitions: how often each was told, where the log tells several an activity."""

    told: Told
    events: Events
    received: int
    refused: tuple[Refused, ...]
    transitions: dict[str, int]


def opened(path: Path, said: dict[str, str | None], only: str = "") -> Opened:
    """The largest table of the file as a log; only: of one transition, such as complete. Raises Unreadable, Unclear."""
    tables = [table for table in read(path) if table.rows.num_rows]
    if not tables:
        raise Unreadable(path, "there is no table of events in it")
    return log(max(tables, key=lambda table: table.rows.num_rows), said, only)


def log(reading: Reading, said: dict[str, str | None], only: str = "") -> Opened:
    """A table as a log: events without a case, an activity or a moment are refused, each with its line."""
    names = told(reading, said)
    rows = _of(reading.rows, names.transition, only)
    case, activity = _filled(rows[names.case]), _filled(rows[names.activity])
    moments = read_moments(rows[names.at].combine_chunks(), names.writing).values
    reasons = _reasons({names.case: case, names.activity: activity, names.at: moments})
    kept = pc.is_null(reasons)
    events = Events.of(case.filter(kept), activity.filter(kept), moments.filter(kept))
    refused = (*reading.refused, *_refused(rows, reasons))
    return Opened(names, events, rows.num_rows + len(reading.refused), refused, _transitions(reading, names))


def _of(rows: pa.Table, transition: str, only: str) -> pa.Table:
    if not (transition and only):
        return rows
    return rows.filter(pc.equal(pc.utf8_lower(rows[transition]), only.lower()))


def _filled(texts: pa.ChunkedArray) -> pa.Array:
    whole = texts.combine_chunks()
    return pc.if_else(pc.equal(pc.utf8_trim_whitespace(whole), ""), None, whole)


def _reasons(columns: dict[str, pa.Array]) -> pa.Array:
    """Why each event can't be placed; null where it can."""
    reasons = pa.nulls(len(next(iter(columns.values()))), pa.string())
    for name, values in columns.items():
        reasons = pc.coalesce(reasons, pc.if_else(pc.is_null(values), f"{name!r} says nothing that can be read", None))
    return reasons


def _refused(rows: pa.Table, reasons: pa.Array) -> list[Refused]:
    wrong = pc.is_valid(reasons)
    lines, why = rows[LINE].filter(wrong).to_pylist(), reasons.filter(wrong).to_pylist()
    return [Refused(line, reason, "") for line, reason in zip(lines, why, strict=True)]


def _transitions(reading: Reading, names: Told) -> dict[str, int]:
    if not names.transition:
        return {}
    counted = reading.rows[names.transition].value_counts().to_pylist()
    return {str(each["values"]): each["counts"] for each in counted}
