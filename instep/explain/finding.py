"""What moved, where, whose step is it, and how much money is it?"""

from __future__ import annotations

from dataclasses import dataclass, field

from instep.explain.locus import Locus
from instep.explain.period import Pair
from instep.explain.worth import Size

STEP = {  # the step of the journey that answers for a family, and the team that owns the step
    "volume": ("lead generation", "marketing"),
    "mix": ("channel mix", "marketing"),
    "lead_quality": ("lead qualification", "marketing"),
    "follow_up": ("follow-up of hand-offs", "sales"),
    "execution": ("qualification by sales", "sales"),
    "win_rate": ("closing", "sales"),
    "deal_size": ("pricing and offers", "sales"),
}


@dataclass(frozen=True)
class Finding:
    """A cause: `before` and `after` are what was measured at the locus, such as the share of promises kept.

    `seen` is what it has cost so far; `size` what it will have cost at the horizon, the same where all have had time.
    """

    family: str
    locus: Locus
    pair: Pair
    size: Size
    seen: Size
    score: float
    row_count: int
    measured: str
    before: float
    after: float
    others_before: float
    others_after: float
    moved_to: str = ""
    checks: tuple[str, ...] = field(default=())

    @property
    def step(self) -> str:
        return STEP[self.family][0]

    @property
    def team(self) -> str:
        return STEP[self.family][1]

    @property
    def locus_record(self) -> dict[str, str]:
        if self.moved_to:
            return {"from": self.locus.at[0][1], "to": self.moved_to}
        return dict(self.locus.at)


@dataclass(frozen=True)
class Examined:
    """A step that was looked at: how many places, and the most surprising one that was left unexplained."""

    pair: Pair
    stage: str
    looked_at: int
    threshold: float
    strongest: str
    score: float
