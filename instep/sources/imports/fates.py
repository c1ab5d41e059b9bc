"""What became of the rows of a table, in counts that add up to the rows received?"""

from dataclasses import dataclass
from typing import Any

from instep.sources.taking.batch import Batch
from instep.sources.telling import about_batch


@dataclass(frozen=True)
class Fate:
    name: str
    count: int
    lines: str = ""
    """The fate by which its lines are listed, where they are."""


@dataclass(frozen=True)
class Fates:
    """Of the records of one kind; `rows` where they are those that the rows themselves are."""

    kind: str
    received: int | None
    parts: tuple[Fate, ...]
    conflict: int


NAMES = ("Created", "Changed", "Unchanged", "Deleted", "Repeated", "Refused")


def fates_of(table: dict[str, Any]) -> list[Fates]:
    """The table's own kind first; what came along has no rows of its own."""
    kinds = table.get("kinds") or []
    return [_own(table, kinds[0]), *(_along(each) for each in kinds[1:])] if kinds else []


def batch_fates(batch: Batch) -> Fates | None:
    """Of a delivery that is in."""
    return next(iter(fates_of(about_batch(batch))), None)


def _own(table: dict[str, Any], kind: dict[str, Any]) -> Fates:
    records = _records(kind)
    left = table["received"] - table["refused"] - sum(each.count for each in records)
    rest = (Fate("Repeated", max(left, 0)), Fate("Refused", table["refused"], "refused"))
    return Fates(kind["kind"], table["received"], (*records, *rest), kind["conflict"])


def _along(kind: dict[str, Any]) -> Fates:
    return Fates(kind["kind"], None, _records(kind), kind["conflict"])


def _records(kind: dict[str, Any]) -> tuple[Fate, ...]:
    return tuple(Fate(name, kind[name.lower()]) for name in NAMES[:4])
