"""What would another version of a definition have changed, in the last whole quarter?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.definitions.definition import Definition
from instep.definitions.trying import first_met
from instep.warehouse import Warehouse


@dataclass(frozen=True)
class Change:
    """Counts of subjects that met the version for the first time in [start, end).

    dropped: met the one before in that quarter and never meet the new one; added: the other way round. moved: meet
    both, and only one of them in that quarter. dropped_won: those who bought after they met the one before.
    """

    name: str
    title: str
    before_version: int | None
    after_version: int
    start: datetime
    end: datetime
    before_count: int
    after_count: int
    dropped_count: int
    dropped_won_count: int
    added_count: int
    added_won_count: int
    moved_count: int

    @property
    def is_none(self) -> bool:
        return not (self.dropped_count or self.added_count or self.moved_count)

    @property
    def quarter(self) -> str:
        return f"{self.start:%Y} Q{(self.start.month + 2) // 3}"

    @property
    def sentence(self) -> str:
        """For instance “Sales-ready 3 → 4: 412 → 377 a quarter (2026 Q2); 3 of the 35 dropped were later won”."""
        was = f"{self.before_version} → " if self.before_version else ""
        counts = f"{self.before_count:,} → {self.after_count:,} a quarter ({self.quarter})"
        return "; ".join([f"{self.title} {was}{self.after_version}: {counts}", *self._pieces()])

    def _pieces(self) -> list[str]:
        if self.is_none:
            return ["nobody is added or dropped"]
        were = "was" if self.dropped_won_count == 1 else "were"
        won = f"{self.dropped_won_count:,} of the {self.dropped_count:,} dropped {were} later won"
        added = f"{self.added_count:,} added, {self.added_won_count:,} of them later won"
        moved = f"{self.moved_count:,} counted earlier or later"
        said = ((self.dropped_count, won), (self.added_count, added), (self.moved_count, moved))
        return [words for count, words in said if count]


def change(
    warehouse: Warehouse, before: Definition | None, after: Definition, current: Mapping[str, Definition], now: datetime
) -> Change:
    tried = first_met(warehouse, [after.rule, *([before.rule] if before else [])], current)
    start, end = last_quarter(now)
    return _compared(before, after, start, end, _met(tried[1]) if before else {}, _met(tried[0]), won_at(warehouse))


def last_quarter(now: datetime) -> tuple[datetime, datetime]:
    """The newest one that is over."""
    end = datetime(now.year, (now.month - 1) // 3 * 3 + 1, 1, tzinfo=UTC)
    year, month = (end.year, end.month - 3) if end.month > 3 else (end.year - 1, 10)
    return datetime(year, month, 1, tzinfo=UTC), end


def won_at(warehouse: Warehouse) -> dict[str, int]:
    """Since when each subject is a customer, in microseconds."""
    rows = warehouse.table(
        "select subject_id, min(ended_at) as met_at from definitions.buyer"
        " where outcome = 'won' and subject_id is not null group by subject_id"
    )
    return _met(rows)


def _compared(
    before: Definition | None, after: Definition, start: datetime, end: datetime,
    was: dict[str, int], now: dict[str, int], won: dict[str, int],
) -> Change:  # fmt: skip
    span = range(int(start.timestamp() * 1e6), int(end.timestamp() * 1e6))
    old = {who for who, at in was.items() if at in span}
    new = {who for who, at in now.items() if at in span}
    dropped, added = old - now.keys(), new - was.keys()
    return Change(
        after.name, after.title, before.version if before else None, after.version, start, end,
        before_count=len(old), after_count=len(new),
        dropped_count=len(dropped), dropped_won_count=sum(won.get(who, -1) > was[who] for who in dropped),
        added_count=len(added), added_won_count=sum(won.get(who, -1) > now[who] for who in added),
        moved_count=len((old ^ new) - dropped - added),
    )  # fmt: skip


def _met(rows: pa.Table) -> dict[str, int]:
    moments = np.asarray(pc.cast(pc.cast(rows["met_at"], pa.timestamp("us", "UTC")), pa.int64()))
    return dict(zip(rows["subject_id"].to_pylist(), moments.tolist(), strict=True))
