"""What became of my leads? Marketing's view of the hand-offs, with the reasons for what came back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from instep.handoffs.bands import EVERYBODY, OPEN, Filters, Said, banded
from instep.warehouse import Warehouse


@dataclass(frozen=True)
class Became:
    """The hand-offs of one channel or campaign, each counted in exactly one band."""

    part: str
    bands: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def handoff_count(self) -> int:
        return self.bands.total()

    @property
    def open_count(self) -> int:
        return sum(self.bands[band] for band in (*OPEN, "answered", "handed over again", "imported"))

    @property
    def late_count(self) -> int:
        return self.bands["late"]

    @property
    def taken_count(self) -> int:
        """Accepted, and what came of it."""
        return sum(self.bands[band] for band in ("accepted", "won", "lost"))

    @property
    def won_count(self) -> int:
        return self.bands["won"]

    @property
    def reasons_by_size(self) -> list[tuple[str, int]]:
        return self.reasons.most_common()

    @property
    def sent_back_count(self) -> int:
        return self.bands["sent back"]


def became(
    warehouse: Warehouse,
    now: datetime,
    start: datetime,
    end: datetime,
    by: str = "channel",
    filters: Filters = EVERYBODY,
    since: Sequence[Said] = (),
) -> list[Became]:
    """By channel or campaign, the largest first; sent-back ones are counted by reason."""
    rows = banded(warehouse, "handoffs/became", now, since, by=by, start=start, end=end, **asdict(filters))
    return sorted(_grouped(rows), key=lambda part: (-part.handoff_count, part.part))


def _grouped(rows: Iterable[dict[str, Any]]) -> Iterable[Became]:
    parts: dict[str, Became] = defaultdict(lambda: Became(""))
    for row in rows:
        part = parts.setdefault(row["part"], Became(row["part"]))
        part.bands[row["band"]] += row["handoff_count"]
        if row["reason"] is not None:
            part.reasons[row["reason"]] += row["handoff_count"]
    return parts.values()
