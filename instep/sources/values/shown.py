"""Which columns of a file hold numbers or dates, how do they write them, and what does one of them come to?"""

import re
from dataclasses import dataclass

import pyarrow as pa

from instep.sources.reading import Reading
from instep.sources.recognition.profile import Profile, profile
from instep.sources.values.amounts import decimal_mark_of, read_numbers
from instep.sources.values.day_order import day_order_of
from instep.sources.values.distinct import pieces
from instep.sources.values.missing import IN_VALUES
from instep.sources.values.moments import Writing, read_moments
from instep.sources.values.readout import Readout

MOSTLY = 0.75
LEADING = re.compile(r"0\d")
"""Texts that only look like numbers: postal codes, ids."""
POINT, YEAR_FIRST = ".", "year-month-day"


@dataclass(frozen=True)
class Shown:
    column: str
    type: str
    """number or date"""
    written: str
    """The decimal mark ("both" where values contradict each other), or the order of day and month."""
    is_said: bool
    """People said so; else it was judged from the whole column."""
    example: str
    value: str | None
    """None where the example can't be read so."""


def shown(reading: Reading, decimal: str | None = None, dates: str | None = None) -> list[Shown]:
    """Column by column; those of plain text are left out."""
    profiles = (profile(reading.rows, name) for name in reading.columns)
    found = (_date(reading, each, dates) or _number(reading, each, decimal) for each in profiles if each.values)
    return [each for each in found if each]


def _date(reading: Reading, column: Profile, said: str | None) -> Shown | None:
    if column.moment_share < MOSTLY:
        return None
    order = day_order_of(pieces(reading.rows[column.name]), column.name)
    written = (said or order) if order else None
    example = _telling(column, "/.-")
    value = _value(read_moments(_one(example), Writing(written)))
    return Shown(column.name, "date", written or YEAR_FIRST, bool(said and order), example, value)


def _number(reading: Reading, column: Profile, said: str | None) -> Shown | None:
    if column.moment_share >= MOSTLY or column.number_share < MOSTLY or any(map(LEADING.match, column.values)):
        return None
    mark = said or decimal_mark_of(pieces(reading.rows[column.name])) or POINT
    example = _telling(column, ",.")
    value = _value(read_numbers(_one(example), mark, "decimal(18,4)"))
    return Shown(column.name, "number", mark, said is not None, example, value)


def _telling(column: Profile, signs: str) -> str:
    """A value in which the question arises, if there is one."""
    said = [text for text in column.values if text not in IN_VALUES] or list(column.values)
    return next((text for text in said if any(sign in text for sign in signs)), said[0])


def _one(text: str) -> pa.Array:
    return pa.array([text], pa.string())


def _value(read: Readout) -> str | None:
    value = read.values[0].as_py()
    return None if value is None else value.isoformat() if hasattr(value, "isoformat") else f"{value.normalize():f}"
