"""Which comparisons are asked most, and at which address does each stand?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from instep.explain.comparison import Comparison
from instep.explain.period import QUARTER, Period
from instep.explain.shown import address

FOUR_WEEKS, YEAR = timedelta(weeks=4), timedelta(weeks=52)


@dataclass(frozen=True)
class Preset:
    title: str
    href: str
    is_current: bool


def presets(comparison: Comparison, as_of: datetime) -> list[Preset]:
    quarter, month = Period(as_of - QUARTER, as_of), Period(as_of - FOUR_WEEKS, as_of)
    last = Period(quarter.start - QUARTER, quarter.start)
    pairs = [
        ("Last 13 weeks", quarter, last),
        ("The 13 weeks before", last, Period(last.start - QUARTER, last.start)),
        ("Last 4 weeks", month, Period(month.start - FOUR_WEEKS, month.start)),
        ("Same 13 weeks a year ago", quarter, Period(quarter.start - YEAR, quarter.end - YEAR)),
    ]
    return [Preset(title, *_asked(comparison, after, before)) for title, after, before in pairs]


def _asked(comparison: Comparison, after: Period, before: Period) -> tuple[str, bool]:
    sides = replace(comparison.before, period=before), replace(comparison.after, period=after)
    href = address(replace(comparison, before=sides[0], after=sides[1], groups=None), {})
    return href, href == address(comparison, {}) and comparison.groups is None
