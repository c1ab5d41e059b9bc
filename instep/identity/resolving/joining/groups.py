"""May these two groups of records become one?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from instep.identity.resolving.scoring.model import VETO

FOR, AGAINST = 6.0, -8.0
"""No single pair speaks louder than this, in bits: one piece of evidence can be wrong."""
SILENCE = -0.5
"""What a pair weighs that was not even compared, since it has no key in common."""
CROWD, CROWD_LEAST = 10, 3.0
"""A group that outgrows this has to hold together tighter: so many bits for each pair in it, on average."""

Pair = tuple[int, int, float]


class Refusal(NamedTuple):
    """Two records that would have joined, had the rest of their groups not spoken against it."""

    one: int
    other: int
    score: float
    reason: str


class Groups:
    """The records of one component, each alone at first, and what speaks for and against between each two groups."""

    def __init__(self, records: Sequence[int], pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._home = {record: record for record in records}
        self._inside = {record: [record] for record in records}
        self._between: dict[int, dict[int, tuple[float, int]]] = {record: {} for record in records}
        for one, other, score in pairs:
            told = (score if score <= VETO / 2 else min(FOR, max(AGAINST, score)), 1)
            self._between[one][other] = self._between[other][one] = told

    def join(self, least: float) -> Iterator[Refusal]:
        """Strongest first; yields what was refused, once for each two groups that stayed apart."""
        seen: set[tuple[int, int]] = set()
        for one, other, score in self._pairs:
            here, there = self._home[one], self._home[other]
            if score < least:
                return
            if here == there or (here, there) in seen:
                continue
            reason = self._reason_against(here, there)
            if reason:
                seen |= {(here, there), (there, here)}
                yield Refusal(one, other, score, reason)
            else:
                self._merge(here, there)

    def members(self) -> Iterator[tuple[int, int]]:
        """Each record and the smallest of its group."""
        for inside in self._inside.values():
            smallest = min(inside)
            for record in inside:
                yield record, smallest

    def _reason_against(self, here: int, there: int) -> str | None:
        told, compared = self._between[here][there]
        sizes = len(self._inside[here]), len(self._inside[there])
        silent = sizes[0] * sizes[1] - compared
        if told < 0:
            return "others in their groups contradict each other"
        if told + SILENCE * silent < 0:
            return "a weak bridge between two groups"
        if sum(sizes) > CROWD and told + SILENCE * silent < CROWD_LEAST * sizes[0] * sizes[1]:
            return "more records than one is likely to have"
        return None

    def _merge(self, here: int, there: int) -> None:
        if len(self._between[here]) < len(self._between[there]):
            here, there = there, here
        moved = self._inside.pop(there)
        self._inside[here].extend(moved)
        self._home.update(dict.fromkeys(moved, here))
        self._hand_over(self._between.pop(there), here, there)

    def _hand_over(self, links: dict[int, tuple[float, int]], here: int, there: int) -> None:
        mine = self._between[here]
        for group, (told, compared) in links.items():
            if group != here:
                before = mine.get(group, (0.0, 0))
                mine[group] = self._between[group][here] = (before[0] + told, before[1] + compared)
                del self._between[group][there]
        mine.pop(there, None)
