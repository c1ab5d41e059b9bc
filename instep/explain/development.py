"""How much will the leads of a young period have brought when they are as old as the others?

As insurers develop young claims: each of the later period's leads is walked through the funnel as it was for leads of
its kind that have had their time, and as it is so far. The ratio of the two carries a size seen today to the horizon.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from instep.explain.cause import Cause, terms
from instep.explain.cohort import Leads, cohort
from instep.explain.decompose import SURE
from instep.explain.locus import EVERYWHERE, Locus
from instep.explain.period import Pair
from instep.explain.stage import FUNNEL, Stage, stages
from instep.explain.worth import Chain, Size, size


@dataclass(frozen=True)
class Development:
    """The walk so far and the walk of those who have had their time, over the same leads."""

    young: Chain
    grown: Chain

    def carried(self, seen: Size, locus: Locus) -> Size:
        """The size at the horizon; the interval also carries how little the ratio is known."""
        known = set(locus.dimensions) <= set(self.young.cells.dimensions)
        now, now_error = self._revenue(self.young, locus if known else EVERYWHERE, locus)
        then, then_error = self._revenue(self.grown, locus if known else EVERYWHERE, locus)
        ratio = then / now
        doubt = ratio * ((now_error / now) ** 2 + (then_error / then) ** 2) ** 0.5
        error = (seen.high - seen.low) / 2 / SURE
        return size(seen.money * ratio, ((ratio * error) ** 2 + (seen.money * doubt) ** 2) ** 0.5)

    def _revenue(self, chain: Chain, at: Locus, without: Locus) -> tuple[float, float]:
        cells = self.young.cells
        weight = cells.trials * cells.is_after * cells.at(at)
        revenue, slopes = chain.walked(cells, without=without)
        return max(float(weight @ revenue), 1e-9), chain.error([weight @ slope for slope in slopes])


def development(every: Leads, pair: Pair, steps: dict[str, Stage], causes: list[Cause]) -> Development | None:
    """None where all have had their time, or where nobody has."""
    if pair.is_mature or not pair.earlier:
        return None
    before = replace(pair, after=pair.before, before=pair.earlier[0], earlier=pair.earlier[1:])
    if not before.is_mature:
        return None
    grown = stages(cohort(every, before))
    known = [replace(cause, since=cause.since - 1) for cause in causes if cause.since]
    dimensions = tuple(name for name in steps["ready"].dimensions if name in grown["ready"].dimensions)
    return Development(
        young=Chain(steps, "ready", {name: terms(causes, steps[name]) for name in FUNNEL}, dimensions),
        grown=Chain(grown, "ready", {name: terms(known, grown[name]) for name in FUNNEL}, dimensions),
    )
