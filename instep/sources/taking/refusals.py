"""Which records of a delivery did not fit, by rule and column?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from instep.sources.taking.batch import Batch
from instep.sources.taking.refused import Handed, read_refused
from instep.warehouse.home import Home

EXAMPLES = 20
_ABOUT_VALUE = re.compile(
    r"^(?P<column>.+?): (?:['\"].*['\"]|\S+) "
    r"(?P<rule>is not [^'\"]+|could be day-month or month-day)(?:: say.*)?$",
    re.DOTALL,
)


@dataclass(frozen=True)
class Refusal:
    """One rule that one column breaks (none where it is about the whole record): how many records, and the first."""

    reason: str
    count: int
    examples: list[tuple[str, str]]
    column: str = ""

    @property
    def said(self) -> str:
        return f"{self.column}: {self.reason}" if self.column else self.reason


def refused_file(home: Home, batch: Batch) -> Path:
    return batch.folder(home) / "refused.csv"


def refusals(home: Home, batch: Batch) -> list[Refusal]:
    """By rule and column, the most frequent first."""
    return grouped(read_refused(refused_file(home, batch)))


def refused_rows(home: Home, batch: Batch, most: int) -> list[Handed]:
    """The first of them, to be mended."""
    return list(islice(read_refused(refused_file(home, batch)), most))


def grouped(rows: Iterable[Handed]) -> list[Refusal]:
    """However many there are, only the first of each group are kept."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], list[Handed]] = defaultdict(list)
    for row in rows:
        group = ruled(row.reason)
        counts[group] += 1
        if counts[group] <= EXAMPLES:
            first[group].append(row)
    found = [_refusal(column, rule, count, first[column, rule]) for (column, rule), count in counts.items()]
    return sorted(found, key=lambda refusal: (-refusal.count, refusal.column, refusal.reason))


def ruled(reason: str) -> tuple[str, str]:
    """The column and the rule that a reason speaks of, without the value that broke it."""
    found = _ABOUT_VALUE.match(reason)
    return (found["column"], found["rule"]) if found else ("", reason)


def _refusal(column: str, rule: str, count: int, first: Sequence[Handed]) -> Refusal:
    shown = [(str(each.line), _fields(each)) for each in first]
    return Refusal(rule or "no reason given", count, shown, column)


def _fields(row: Handed) -> str:
    return " · ".join(text for text in (*row.cells, row.record) if text)[:300]
