"""May these two groups of records become one?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from instep.identity.resolving.scoring.model import VETO

FOR, AGAINST = 6.0, -8.0
"""No single pair speaks louder than this, in bits: one piece of evidence can be wrong."""
SILENCE = -0.5
"""What a pair weighs that was not even compared, since it has no key in common."""
NO_CLOSER = 1.0
"""So few bits more for one than for another are no reason to prefer it."""
CROWD, CROWD_LEAST = 8, 5.0
"""A group that outgrows this has to hold together tighter: so many bits for each pair in it, on average."""

Pair = tuple[int, int, float]


class Told(NamedTuple):
    """What all pairs between two groups say together, how many were compared, and the most that one of them says."""

    bits: float = 0.0
    compared: int = 0
    most: float = VETO

    def with_(self, other: "Told") -> "Told":
        return Told(self.bits + other.bits, self.compared + other.compared, max(self.most, other.most))


class Refusal(NamedTuple):
    """Two records that would have joined, had the rest of their groups not spoken against it."""

    one: int
    other: int
    score: float
    reason: str


class Groups:
    """Groups of records, and what speaks for and against between each two of them.

    Settled groups take in others, but never join each other.
    """

    def __init__(self, homes: Mapping[int, int], pairs: Sequence[Pair], settled: Iterable[int] = ()) -> None:
        """Homes say for each record which group it is in to begin with."""
        self._pairs = pairs
        self._home = dict(homes)
        self._settled = set(settled)
        self._inside: dict[int, list[int]] = {}
        for record, home in homes.items():
            self._inside.setdefault(home, []).append(record)
        self._between: dict[int, dict[int, Told]] = {home: {} for home in self._inside}
        for one, other, score in pairs:
            self._tell(self._home[one], self._home[other], score)

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

    def _tell(self, here: int, there: int, score: float) -> None:
        before = self._between[here].get(there, Told())
        bits = score if score <= VETO / 2 else min(FOR, max(AGAINST, score))
        self._between[here][there] = self._between[there][here] = before.with_(Told(bits, 1, score))

    def _reason_against(self, here: int, there: int) -> str | None:
        if here in self._settled and there in self._settled:
            return "would join two that were told apart"
        told, compared, most = self._between[here][there]
        sizes = len(self._inside[here]), len(self._inside[there])
        silent = sizes[0] * sizes[1] - compared
        if told < 0:
            return "others in their groups contradict each other"
        if told + SILENCE * silent < 0:
            return "a weak bridge between two groups"
        if self._is_torn(here, there, most) or self._is_torn(there, here, most):
            return "fits two who contradict each other"
        if sum(sizes) > CROWD and told + SILENCE * silent < CROWD_LEAST * sizes[0] * sizes[1]:
            return "more records than one is likely to have"
        return None

    def _is_torn(self, here: int, there: int, most: float) -> bool:
        """Another, whom the second would never join, is as likely for the first."""
        against = self._between[there]
        return any(
            group != there and told.most > most - NO_CLOSER and against.get(group, Told()).bits <= VETO / 2
            for group, told in self._between[here].items()
        )

    def _merge(self, here: int, there: int) -> None:
        if len(self._between[here]) < len(self._between[there]):
            here, there = there, here
        if there in self._settled:
            self._settled.add(here)
        moved = self._inside.pop(there)
        self._inside[here].extend(moved)
        self._home.update(dict.fromkeys(moved, here))
        self._hand_over(self._between.pop(there), here, there)

    def _hand_over(self, links: dict[int, Told], here: int, there: int) -> None:
        mine = self._between[here]
        for group, told in links.items():
            if group != here:
                mine[group] = self._between[group][here] = mine.get(group, Told()).with_(told)
                del self._between[group][there]
        mine.pop(there, None)
