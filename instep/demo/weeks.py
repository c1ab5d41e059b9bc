"""When do things happen? Hours since a Monday long ago, working hours, and quarters of 13 weeks counted back.

Inside the sample company every moment is a float: UTC hours since Monday 5 January 1970. Only export writes dates.
"""

from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from instep.demo.arrays import Flags, Floats
from instep.demo.draws import Draws

MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
WEEK = 168.0
QUARTER = 13 * WEEK
QUARTERS = 8
HISTORY = QUARTERS * QUARTER
OFFSET = 1.0  # the company works by Central European time

_BY_HOUR = np.array([2, 1, 1, 1, 1, 2, 5, 14, 34, 46, 50, 46, 34, 38, 46, 44, 38, 28, 18, 14, 12, 10, 7, 4], float)
_BY_DAY = np.array([1.0, 1.12, 1.1, 1.02, 0.8, 0.14, 0.16])


def hours(moment: datetime) -> float:
    return (moment - MONDAY) / timedelta(hours=1)


def moment(at: float) -> datetime:
    return MONDAY + timedelta(seconds=round(at * 3600))


def moments(at: Floats) -> npt.NDArray[np.datetime64]:
    """Whole seconds; what never happened (nan) is not a time."""
    seconds = np.where(np.isnan(at), 0, np.round(at * 3600)).astype("int64")
    stamped = np.datetime64("1970-01-05T00:00:00", "s") + seconds.astype("timedelta64[s]")
    return np.where(np.isnan(at), np.datetime64("NaT", "s"), stamped)


def arrivals(draws: Draws, count: int, until: float) -> Floats:
    """Moments of the last 24 months in which customers get in touch: working days, mild growth, quieter holidays."""
    start = until - HISTORY
    slots = start + np.arange(int(HISTORY), dtype=np.float64)
    picked = slots[draws.weighted("arrival hour", _busyness(slots, start), count)]
    return np.sort(np.minimum(picked + draws.uniform("arrival minute", count), until - 0.02))


def next_working(at: Floats, share: Floats) -> Floats:
    """The moment itself within working hours, else the next working morning (share 0..1 says how early)."""
    local = at + OFFSET
    day, clock = np.floor(local / 24), local % 24
    day = np.where(clock >= 18, day + 1, day)
    weekday = day % 7
    is_off = (clock >= 18) | (clock < 8) | (weekday >= 5)
    day = np.where(weekday == 5, day + 2, np.where(weekday == 6, day + 1, day))
    return np.where(is_off, day * 24 + 8.2 + 2.2 * share - OFFSET, at)


def _busyness(slots: Floats, start: float) -> Floats:
    local = slots + OFFSET
    week_of_year = (slots / WEEK) % 52.18
    quiet = np.where((week_of_year > 51) | (week_of_year < 1), 0.85, np.where(np.abs(week_of_year - 32) < 2, 0.95, 1.0))
    growth = 1 + 0.0006 * (slots - start) / WEEK
    busy: Floats = _BY_HOUR[(local % 24).astype(int)] * _BY_DAY[(local // 24 % 7).astype(int)]
    return busy * quiet * growth


def summer_time(at: Floats) -> Flags:
    """Whether Europe has summer time: from the last Sunday of March to the last of October, 1:00 UTC."""
    is_summer = np.zeros(len(at), dtype=np.bool_)
    for year in range(2000, 2100):
        begins, ends = (hours(_last_sunday(year, month)) for month in (3, 10))
        is_summer |= (at >= begins) & (at < ends)
    return is_summer


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
