"""Which steps does a cause touch, and how much may it do to the steps after its own?

Who is told of a cause at one step must not be told of it again at the next: junk leads that do become opportunities are
won less often too. A cause found in an earlier quarter still holds in the later ones until something else moves there.
"""

from __future__ import annotations

from dataclasses import dataclass

from instep.explain.locus import Locus
from instep.explain.model import FREE, Term
from instep.explain.stage import FUNNEL, Stage

SELLERS = {"team"}  # dimensions that tell who handles a lead, not what it is

FOLLOWS = {  # how far (on the logit, or the logarithm of an amount) a cause may reach into later steps
    "follow_up": {"win": 0.15, "value": 0.1},
    "execution": {"opportunity": 2.0, "win": 0.3, "value": 0.15},
    "lead_quality": {"ready": 2.0, "opportunity": 2.0, "win": 1.0, "value": 0.15},
    "win_rate": {"value": 0.15},
    "deal_size": {},
}


@dataclass(frozen=True)
class Cause:
    """`stage`: the step where it was seen first; `since`: in how many blocks before this one it held already."""

    family: str
    stage: str
    locus: Locus
    score: float
    since: int = 0

    @property
    def start(self) -> str:
        """Where the walk through the funnel begins that tells its size."""
        return "ready" if self.stage == "qualified" else self.stage

    def term(self, stage: str) -> Term | None:
        """Its term in the model of another step, if it touches that."""
        if stage == self.stage or (stage == "qualified" and self.stage in ("ready", "opportunity")):
            return Term(self.locus, FREE, self.since)
        if stage == "promise":
            return Term(self.locus, FREE, self.since) if self.family == "follow_up" else None
        is_later = stage in FUNNEL and FUNNEL.index(stage) >= FUNNEL.index(self.start)
        spread = FOLLOWS[self.family].get(stage, 0.0)
        return Term(self.locus, spread, self.since) if is_later and spread else None


def terms(causes: list[Cause], stage: Stage) -> tuple[Term, ...]:
    """The terms of all causes in the model of a step; one that cannot be told apart from the beginning is left out."""
    blocks = int(stage.block.max()) if stage.size else 0
    found = {(term.locus, term.since): term for cause in causes if (term := cause.term(stage.name))}
    return tuple(
        term
        for term in found.values()
        if set(term.locus.dimensions) <= set(stage.dimensions) and (term.since < blocks or not blocks)
    )


def family_of(stage: str, locus: Locus) -> str:
    if stage == "value":
        return "deal_size"
    if stage == "win":
        return "lead_quality" if locus.dimensions == ("channel",) else "win_rate"
    return "execution" if set(locus.dimensions) & SELLERS else "lead_quality"
