"""Which joins were refused, for people to look through? A CSV file to which each arrival adds."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from instep.sources.harmless import harmless

HEADER = ("record_id", "other_record_id", "probability", "reason")


@dataclass(frozen=True)
class Refused:
    """Two records that would have joined, had the rest of their groups not spoken against it."""

    record_id: str
    other_record_id: str
    probability: float
    reason: str


def begin_review(file: Path, refused: Iterable[Refused]) -> None:
    """The likeliest first."""
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerow(HEADER)
    add_to_review(file, sorted(refused, key=lambda each: (-each.probability, each.record_id, each.other_record_id)))


def add_to_review(file: Path, refused: Sequence[Refused]) -> None:
    if refused:
        with file.open("a", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(_line(each) for each in refused)


def _line(each: Refused) -> tuple[str, str, float, str]:
    return harmless(each.record_id), harmless(each.other_record_id), round(each.probability, 4), each.reason
