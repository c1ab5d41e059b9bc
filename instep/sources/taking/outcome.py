"""What did a delivery do to the records of one kind?"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """Counts of records, not of rows: a record that stands twice in a file is one."""

    kind: str
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    conflict: int = 0
    """Records for which another source, another record of the same person or company, or the file itself says
    something else."""
    known: int = 0
    """Records that carry the e-mail, telephone, id, domain or name of a record that is here already."""
    alike: int = 0
    """Records that carry such a key of another record of the same file."""

    @property
    def count(self) -> int:
        return self.created + self.changed + self.unchanged + self.deleted


@dataclass(frozen=True)
class Change:
    """One field of one record: what was said before, what is said now; `by` names the record that says otherwise."""

    record_id: str
    line: int
    field: str
    before: str | None
    after: str | None
    by: str = ""


@dataclass(frozen=True)
class Pair:
    """Two records that carry the same key."""

    record_id: str
    line: int
    key: str
    other: str
    """The other record as `source: id`."""
    is_here: bool
    """Whether the other one is here already; else it is of the same file."""


@dataclass(frozen=True)
class Examples:
    """The first few of each fate, to look at."""

    kind: str
    created: tuple[dict[str, str], ...] = ()
    changed: tuple[Change, ...] = ()
    deleted: tuple[str, ...] = ()
    conflict: tuple[Change, ...] = ()
    conflict_fields: dict[str, int] | None = None
    pairs: tuple[Pair, ...] = ()

    def said(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, said: dict[str, Any]) -> "Examples":
        return cls(
            said["kind"],
            tuple(said["created"]),
            tuple(Change(**each) for each in said["changed"]),
            tuple(said["deleted"]),
            tuple(Change(**each) for each in said["conflict"]),
            said["conflict_fields"],
            tuple(Pair(**each) for each in said["pairs"]),
        )
