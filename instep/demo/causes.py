"""Which causes are planted in the sample company, where, and since when?

Each turns on at the start of one quarter and stays on, so it is the change between that quarter and the one before.
It holds for leads that arrive from then on. The broken promise comes last: it is what Today talks about.
"""

from dataclasses import dataclass

import numpy as np

from instep.demo.arrays import Flags, Floats
from instep.demo.draws import Draws
from instep.demo.market import PRODUCTS, REGIONS
from instep.demo.weeks import QUARTER


@dataclass(frozen=True)
class Cause:
    name: str
    family: str
    locus: dict[str, str]
    onset: float

    @property
    def baseline(self) -> tuple[float, float]:
        return self.onset - QUARTER, self.onset

    @property
    def current(self) -> tuple[float, float]:
        return self.onset, self.onset + QUARTER

    def holds(self, lead_at: Floats) -> Flags:
        return lead_at >= self.onset


def planted(draws: Draws, until: float) -> tuple[Cause, ...]:
    """One of each family: the first three in a drawn order, four to two quarters ago; then the broken promise."""
    chance = draws.stream("causes")
    junk = str(chance.choice(["Paid search", "Organic search", "Webinar"]))
    source = str(chance.choice([name for name in ("Organic search", "Webinar", "Event") if name != junk]))
    early = [
        ("junk_channel", "lead_quality", {"channel": junk}),
        ("mix_shift", "mix", {"from": source, "to": "Content syndication"}),
        ("price_change", *_price(chance)),
    ]
    region = REGIONS[int(chance.integers(len(REGIONS)))]
    ordered = [early[place] for place in chance.permutation(len(early))]
    late = ("broken_promise", "follow_up", {"team": region.team, "region": region.name})
    return tuple(
        Cause(name, family, locus, until - (4 - place) * QUARTER)
        for place, (name, family, locus) in enumerate([*ordered, late])
    )


def _price(chance: np.random.Generator) -> tuple[str, dict[str, str]]:
    family = str(chance.choice(["win_rate", "deal_size"]))
    product = {"product": PRODUCTS[int(chance.integers(2))].name}
    segment = {"segment": str(chance.choice(["SMB", "Mid-market"]))}
    return family, product if chance.random() < 0.5 else segment
