"""Which columns of a table tell the case, the activity and the moment?"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.reading import Reading
from instep.sources.values.day_order import ASK, DAY_MONTH, MIXED, MONTH_DAY, day_order
from instep.sources.values.moments import Writing, read_moments

NAMES = {
    "case": "case:concept:name, case id, case, case name, case key, case number, trace id, trace, process id, "
    "ticket id, order id, customer id, person id, lead id, deal id, ticket, session id, id",
    "activity": "concept:name, activity, activity name, activity id, event name, event type, event, task, task name, "
    "action, step, stage, status, kind, operation",
    "at": "time:timestamp, timestamp, complete timestamp, completion time, completed at, complete time, end timestamp, "
    "end time, end, event time, event timestamp, occurred at, time, datetime, date, at, start timestamp, "
    "start time, start",
    "transition": "lifecycle:transition, lifecycle transition, lifecycle, transition",
}
"""The surest name first; signs between the words do not count."""
SAMPLE = 2_000
READABLE = 0.9


class Unclear(Exception):
    """A table does not say which of its columns is meant; the message says which option settles it."""


@dataclass(frozen=True)
class Told:
    """The columns of an event log, by name; transition is empty where nothing tells starting from finishing."""

    case: str
    activity: str
    at: str
    transition: str = ""
    dates: str | None = None

    @property
    def writing(self) -> Writing:
        return Writing(self.dates)


def told(reading: Reading, said: dict[str, str | None]) -> Told:
    """What people said, else what the names tell, else what only one column can be. Raises Unclear."""
    for role, name in said.items():
        if name and role != "dates" and name not in reading.columns:
            raise Unclear(f"--{role} names {name!r}, but the columns are: {', '.join(reading.columns)}")
    at = said.get("at") or _found(reading, "at", (), _is_moment)
    activity = said.get("activity") or _found(reading, "activity", (at,), _is_label)
    case = said.get("case") or _found(reading, "case", (at, activity), _is_case)
    transition = said.get("transition") or next(iter(_named(reading, "transition", (at, activity, case))), "")
    return Told(case, activity, at, transition, _dates(reading, at, said.get("dates")))


def _found(reading: Reading, role: str, taken: Iterable[str], is_one: Callable[[pa.Array], bool]) -> str:
    """By its name, else the only column with such values."""
    if named := [name for name in _named(reading, role, taken) if _may_be(reading, name, role)]:
        return named[0]
    free = [name for name in reading.columns if name not in taken]
    fitting = [name for name in free if is_one(_texts(reading, name))]
    if len(fitting) == 1:
        return fitting[0]
    raise Unclear(f"which column is the {WORDS[role]}? Say --{role} COLUMN, one of: {', '.join(fitting or free)}")


def _may_be(reading: Reading, name: str, role: str) -> bool:
    texts = _texts(reading, name)
    return _is_moment(texts) if role == "at" else bool(len(texts))


WORDS = {"case": "case", "activity": "activity", "at": "moment"}


def _named(reading: Reading, role: str, taken: Iterable[str]) -> list[str]:
    """Columns with a name that says so, the surest name first."""
    known = [_bare(name) for name in NAMES[role].split(",")]
    fitting = [name for name in reading.columns if name not in taken and _bare(name) in known]
    return sorted(fitting, key=lambda name: known.index(_bare(name)))


def _bare(name: str) -> str:
    return re.sub(r"[\W_]", "", name.lower())


def _texts(reading: Reading, name: str) -> pa.Array:
    """A sample of what a column says."""
    column = reading.rows[name].filter(pc.not_equal(reading.rows[name], ""))
    return column.slice(0, SAMPLE).combine_chunks()


def _is_moment(texts: pa.Array) -> bool:
    if not len(texts):
        return False
    read = read_moments(texts, Writing(_order(texts, "") or None)).values
    return bool(len(texts) - read.null_count >= READABLE * len(texts))


def _is_label(texts: pa.Array) -> bool:
    """Few names, said again and again."""
    distinct = pc.count_distinct(texts).as_py()
    return 1 < distinct <= max(2, len(texts) // 3) and not _is_moment(texts)


def _is_case(texts: pa.Array) -> bool:
    """Many names, most of them said more than once."""
    distinct = int(pc.count_distinct(texts).as_py())
    return 1 < distinct < len(texts) and not _is_moment(texts)


def _dates(reading: Reading, at: str, said: str | None) -> str | None:
    order = said or day_order(reading.rows[at].combine_chunks(), at)
    if order in (ASK, MIXED):
        raise Unclear(f"{at!r} could be day-month or month-day: say --dates {DAY_MONTH} or --dates {MONTH_DAY}")
    return order


def _order(texts: pa.Array, header: str) -> str:
    order = day_order(texts, header)
    return DAY_MONTH if order in (ASK, MIXED) else order or ""
