"""How many joins are right, and how many were found, by a sample of pairs that people judged?

Each stratum counts as many pairs as it has, not as many as were judged of it (stratified sampling). The interval is
Wilson's, with as many pairs as would have the same variance if drawn from all (Kish's effective size).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from instep.customers.quality.strata import Stratum
from instep.definitions.share import Share, wilson


@dataclass(frozen=True)
class Judged:
    """Of a stratum: how many pairs it has, how many were judged, how many of these are one person."""

    stratum: Stratum
    pair_count: int
    judged_count: int
    same_count: int

    @property
    def share(self) -> Share:
        return Share.of(self.same_count, self.judged_count)

    @property
    def same(self) -> float:
        """Pairs of one person in it, as the judged ones let expect."""
        return self.pair_count * self.same_count / self.judged_count if self.judged_count else 0.0

    @property
    def variance(self) -> float:
        """Of `same`; one more of each kind is assumed, so that three of three is not certainty. All judged: none."""
        share = (self.same_count + 1) / (self.judged_count + 2)
        unseen = 1 - self.judged_count / self.pair_count
        return self.pair_count**2 * share * (1 - share) / max(self.judged_count, 1) * unseen


def judged(sizes: Mapping[Stratum, int], words: Mapping[Stratum, list[bool]]) -> list[Judged]:
    return [
        Judged(stratum, count, len(words.get(stratum, ())), sum(words.get(stratum, ())))
        for stratum, count in sizes.items()
    ]


def precision(strata: list[Judged]) -> Share:
    """Of the pairs that are joined, the share that is right. Nothing where a stratum was not judged at all."""
    joined = [each for each in strata if each.stratum.is_one]
    count = sum(each.pair_count for each in joined)
    if not count or not all(each.judged_count for each in joined):
        return Share(None, None, None)
    return _around(sum(each.same for each in joined) / count, sum(each.variance for each in joined) / count**2)


def recall(strata: list[Judged]) -> Share:
    """Of the compared pairs that are one person, the share that is joined."""
    if not all(each.judged_count for each in strata):
        return Share(None, None, None)
    found, missed = (_same([each for each in strata if each.stratum.is_one is is_one]) for is_one in (True, False))
    total = found[0] + missed[0]
    if not total:
        return Share(None, None, None)
    variance = (missed[0] ** 2 * found[1] + found[0] ** 2 * missed[1]) / total**4
    return _around(found[0] / total, variance)


def _same(strata: list[Judged]) -> tuple[float, float]:
    return sum(each.same for each in strata), sum(each.variance for each in strata)


def _around(share: float, variance: float) -> Share:
    if not variance:
        return Share(share, share, share)
    near = min(max(share, 0.01), 0.99)
    return Share(share, *wilson(share * near * (1 - near) / variance, near * (1 - near) / variance))
