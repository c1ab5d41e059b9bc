"""Which of the circles that new records concern are small enough to be calculated again between two builds?

What hangs together with very many others (a name that thousands of records carry) is set aside: it waits for the next
full build, and everything else goes on.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

MOST_IN_A_CIRCLE = 40_000
"""Keys; the largest circle of a sample company of 100,000 persons holds 690."""
MOST_KEYS = 400_000
"""All circles of one layer together."""

type Tie = tuple[str, int]
"""A group of new records, and a circle that was known and that they touch."""


def too_large(arrived: Mapping[str, int], known: Mapping[int, int], ties: Iterable[Tie]) -> frozenset[str]:
    """The groups of new records to set aside; both mappings say how many keys a group or a circle has."""
    together = _together(arrived, ties)
    sizes: Counter[str] = Counter()
    for group, count in arrived.items():
        sizes[together[group]] += count
    for circle, group in {circle: together[group] for group, circle in ties}.items():
        sizes[group] += known[circle]
    apart = _over(sizes)
    return frozenset(group for group in arrived if together[group] in apart)


def _together(groups: Iterable[str], ties: Iterable[Tie]) -> dict[str, str]:
    """One group speaks for all that touch the same circles, directly or through others."""
    speaker = {group: group for group in groups}
    first: dict[int, str] = {}
    for group, circle in ties:
        one, other = _speaker(speaker, group), _speaker(speaker, first.setdefault(circle, group))
        speaker[max(one, other)] = min(one, other)
    return {group: _speaker(speaker, group) for group in speaker}


def _speaker(speaker: dict[str, str], group: str) -> str:
    while speaker[group] != group:
        speaker[group] = speaker[speaker[group]]
        group = speaker[group]
    return group


def _over(sizes: Mapping[str, int]) -> set[str]:
    """Those that are too large, and of the others the largest where all are too much."""
    left, over = MOST_KEYS, set()
    for group, count in sorted(sizes.items(), key=lambda pair: (pair[1], pair[0])):
        left -= count
        if count > MOST_IN_A_CIRCLE or left < 0:
            over.add(group)
    return over
