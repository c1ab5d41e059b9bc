"""Which records did people say are one, or are not?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from instep.warehouse.tables import Read

MERGED, SPLIT, SAME, DIFFERENT, PINNED = "merged", "split", "same", "different", "pinned"
JOINING = frozenset({MERGED, SAME})


class Pair(NamedTuple):
    """Somebody's word on two records."""

    record_a: str
    record_b: str
    is_same: bool
    said: str
    """Who said it, and on which day."""
    decision_id: int = 0


class Spoken(Protocol):
    """A decision: each record of the one side and each of the other are the same, or are not."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def left(self) -> Sequence[str]: ...
    @property
    def right(self) -> Sequence[str]: ...
    @property
    def said(self) -> str: ...


def pairs(decision: Spoken) -> Iterator[Pair]:
    """As few as say all of it: the same hang on one record of the other side, different ones stand apart from each.

    A pin says nothing of two records.
    """
    if decision.kind == PINNED:
        return
    is_same = decision.kind in JOINING
    left, right = sorted(decision.left), sorted(decision.right)
    sides = {(left[0], one) for one in right} | {(one, right[0]) for one in left} if is_same else ()
    for one, other in sorted(sides or {(one, other) for one in left for other in right}):
        yield Pair(min(one, other), max(one, other), is_same, decision.said, decision.id)


SAID = """
    select
        record_a,
        record_b,
        relation = 'same' as is_same,
        decided_by || ' on ' || cast(cast(decided_at as date) as text) as said,
        decision_id
    from decided.pair
    where entity_kind = '{}'
    order by decision_id, record_a, record_b
"""


def said_of(read: Read, entity_kind: str) -> list[Pair]:
    """What people said of persons, or of accounts, in the order in which they said it."""
    columns = read(SAID.format(entity_kind)).columns
    return [Pair(*row) for row in zip(*(column.to_pylist() for column in columns), strict=True)]
