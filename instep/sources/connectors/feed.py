"""What does a system's table look like to whoever fetches it: in portions, from a place where one can go on?"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

type Row = Mapping[str, str | None]
type Place = Mapping[str, Any]
"""Where to go on after a portion: plain values that can be written down as JSON."""

EVERYTHING, CHANGED, DELETED = "everything", "changed", "deleted"


@dataclass(frozen=True)
class Portion:
    """Some rows as text. Where to go on after them; None: they were the last."""

    rows: list[Row]
    place: Place | None = None
    high: str | None = None
    """The latest change among them, as the system writes it; sorts as text."""
    types: Mapping[str, str] = field(default_factory=dict)
    """Each column of the rows and what kind of value it held; empty where it held none."""


class NeedsEverything(Exception):
    """What changed can't be told from what did not: everything has to be read."""


class Forgotten(Exception):
    """The place to go on from is not known any more: this reading begins anew."""


class Feed(Protocol):
    """One table of a system."""

    @property
    def table(self) -> str: ...

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell a record from all others; none where the table has no key."""

    @property
    def columns(self) -> Mapping[str, str]:
        """Columns known beforehand, and their type where the system tells it."""

    @property
    def is_typed(self) -> bool:
        """The system says itself which columns there are."""

    @property
    def ways(self) -> frozenset[str]:
        """Which of everything, changed, deleted can be asked for."""

    @property
    def tells_deletions(self) -> bool:
        """What changed, or what is listed as deleted, tells of every deletion."""

    @property
    def is_log(self) -> bool:
        """Rows are added and never change or vanish: nothing is read a second time."""

    @property
    def is_clocked(self) -> bool:
        """The next reading begins where this one began, whatever the rows say."""

    @property
    def is_ordered(self) -> bool:
        """Changes come in the order in which they happened, so every portion is a place to go on from."""

    def written(self, moment: datetime) -> str:
        """A moment as the system writes the changes of this table."""

    def portions(self, way: str, since: str | None, place: Place | None) -> Generator[Portion]:
        """From a place on; `since` is a change as the system writes it. `deleted` gives rows of the key alone."""
