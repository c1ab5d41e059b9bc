"""Where does every hand-off stand right now? Each is in exactly one band at every instant."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any

from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

OPEN = ("late", "due", "new")
BANDS = (*OPEN, "answered", "sent back", "accepted", "won", "lost", "handed over again", "imported")


@dataclass(frozen=True)
class Filters:
    """None means: all of them."""

    team: str | None = None
    region: str | None = None
    channel: str | None = None
    owner_name: str | None = None


@dataclass(frozen=True)
class Said:
    """A verdict that the build did not know yet; of several on one hand-off, the last."""

    handoff_id: str
    decision: str
    reason: str = ""
    given_at: datetime | None = None

    @property
    def line(self) -> str:
        moment = self.given_at.isoformat() if self.given_at else ""
        return "|".join([self.handoff_id, self.decision, self.reason, moment])


EVERYBODY = Filters()


@dataclass(frozen=True)
class Band:
    band: str
    handoff_count: int = 0
    oldest_at: datetime | None = None


def bands(
    warehouse: Warehouse, now: datetime, filters: Filters = EVERYBODY, since: Sequence[Said] = ()
) -> dict[str, Band]:
    """How many hand-offs stand in each band; every band is named, also an empty one."""
    found = banded(warehouse, "handoffs/bands", now, since, **asdict(filters))
    return {name: Band(name) for name in BANDS} | {row["band"]: Band(**row) for row in found}


def banded(
    warehouse: Warehouse, question: str, now: datetime, since: Sequence[Said], **parameters: object
) -> list[dict[str, Any]]:
    """Ask a question that reads `banded`, the hand-offs with their band at `now`."""
    return warehouse.select(_over_bands(question), now=now, since=_lines(since), **parameters)


def judged_until(warehouse: Warehouse) -> int:
    """The number of the newest verdict that the build knew; 0 when it knew none."""
    (row,) = warehouse.select(question_text("handoffs/judged_until"))
    return row["verdict_id"] or 0


def _lines(since: Sequence[Said]) -> list[str]:
    """Never empty, so that the engine knows what it is a list of."""
    return [said.line for said in since] or ["|||"]


@cache
def _over_bands(question: str) -> str:
    return f"with banded as (\n{question_text('handoffs/banded')}\n)\n{question_text(question)}"
