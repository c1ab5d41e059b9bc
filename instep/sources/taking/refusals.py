"""Which records of a delivery did not fit, and why?"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from instep.sources.taking.batch import Batch
from instep.warehouse.home import Home

EXAMPLES = 20


@dataclass(frozen=True)
class Refusal:
    """One reason, how many records it concerns, and the first of them with their line in the file."""

    reason: str
    count: int
    examples: list[tuple[str, str]]


def refused_file(home: Home, batch: Batch) -> Path:
    return batch.folder(home) / "refused.csv"


def refusals(home: Home, batch: Batch) -> list[Refusal]:
    """By reason, the most frequent first."""
    lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    path = refused_file(home, batch)
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            reason = row.pop("reason") or "no reason given"
            counts[reason] += 1
            if len(lines[reason]) < EXAMPLES:
                lines[reason].append((row.pop("line") or "", _fields(row)))
    found = [Refusal(reason, counts[reason], lines[reason]) for reason in counts]
    return sorted(found, key=lambda refusal: (-refusal.count, refusal.reason))


def _fields(row: dict[str, str | None]) -> str:
    return " · ".join(str(value) for value in row.values() if value)[:300]
