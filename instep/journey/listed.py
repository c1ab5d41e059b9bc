"""What do the rows of a list come to, all pages of them? Counted from the very rows that the page lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

EVERY = 2**40


@dataclass(frozen=True)
class Days:
    median: float
    p75: float
    p90: float


@dataclass(frozen=True)
class Totals:
    """Shares and days of a list; None where there is nothing to say."""

    part_count: int = 0
    whole_count: int = 0
    days: Days | None = None

    @property
    def share(self) -> float | None:
        return self.part_count / self.whole_count if self.whole_count else None


def days_of(warehouse: Warehouse, question: str, **asked: object) -> Days | None:
    """The median lies between the two in the middle; a percentile is the shortest time that so many did not exceed."""
    tally = warehouse.select(_over(question), page_size=EVERY, offset=0, **asked)
    count = sum(each["row_count"] for each in tally)
    if not count:
        return None
    middle = (_place(tally, (count + 1) // 2) + _place(tally, count // 2 + 1)) / 2
    return Days(middle, _place(tally, -(-count * 3 // 4)), _place(tally, -(-count * 9 // 10)))


def _place(tally: Sequence[dict[str, Any]], place: int) -> float:
    """The days of the row in this place, the shortest first."""
    passed = 0
    for each in tally:
        passed += each["row_count"]
        if passed >= place:
            break
    return float(each["days"])


@cache
def _over(question: str) -> str:
    return f"with listed as (\n{question_text(question)}\n)\n{question_text('journey/listed_days')}"
