"""On which days should there have been records, and were none?

The rhythm is the table's own: how many came on the same day of the week in the weeks around. A run of empty days is a
hole when so many records were expected in it that none at all would be a rare chance.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

EXPECTED_AT_LEAST = 7.0
"""Of seven expected records none come by chance in one of a thousand cases."""
WEEKS = 8
YOUNG_DAYS = 28
MOST_DAYS = 1_500


@dataclass(frozen=True)
class Hole:
    first_on: date
    last_on: date
    expected_count: float
    """How many records the rhythm would have brought."""

    @property
    def day_count(self) -> int:
        return (self.last_on - self.first_on).days + 1


def holes(counts: Mapping[date, int], until: date) -> list[Hole]:
    """From the first record to `until`, the latest last. Of a table younger than four weeks nothing is said."""
    if not counts or (until - min(counts)).days < YOUNG_DAYS:
        return []
    first = max(min(counts), until - timedelta(days=MOST_DAYS))
    return [hole for hole in _empty_runs(counts, first, until) if hole.expected_count >= EXPECTED_AT_LEAST]


def _empty_runs(counts: Mapping[date, int], first: date, until: date) -> Iterator[Hole]:
    run: list[date] = []
    for number in range((until - first).days + 2):
        day = first + timedelta(days=number)
        if day <= until and not counts.get(day):
            run.append(day)
        elif run:
            yield Hole(run[0], run[-1], sum(_expected(counts, day, first, run) for day in run))
            run = []


def _expected(counts: Mapping[date, int], day: date, first: date, run: list[date]) -> float:
    """The median of the same weekday in the nearest weeks outside the run that the table was there for."""
    before = [run[0] - timedelta(days=(run[0] - day).days % 7 + 7 * week) for week in range(WEEKS + 1)]
    after = [run[-1] + timedelta(days=(day - run[-1]).days % 7 + 7 * week) for week in range(WEEKS + 1)]
    near = [each for each in before if first <= each < run[0]][:WEEKS]
    near += [each for each in after if run[-1] < each <= max(counts)][: WEEKS - len(near) // 2]
    return float(median(counts.get(each, 0) for each in near)) if near else 0.0
