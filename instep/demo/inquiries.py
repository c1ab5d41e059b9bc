"""Who got in touch, from which company, when, about what? Drawn once: no cause changes who people are."""

from dataclasses import dataclass

import numpy as np

from instep.demo.arrays import Floats, Ints
from instep.demo.draws import Draws
from instep.demo.market import CHANNELS, PRODUCTS, REGIONS, SEGMENTS, column
from instep.demo.weeks import arrivals


@dataclass(frozen=True)
class Inquiries:
    """One position per person, in order of arrival; the account columns have one position per account."""

    lead_at: Floats
    account: Ints
    channel: Ints
    product: Ints
    quality: Floats
    rep: Ints
    account_region: Ints
    account_segment: Ints

    @property
    def region(self) -> Ints:
        return self.account_region[self.account]

    @property
    def segment(self) -> Ints:
        return self.account_segment[self.account]

    def __len__(self) -> int:
        return len(self.lead_at)


def arriving(draws: Draws, persons: int, until: float) -> Inquiries:
    accounts = max(8, int(persons * 0.48))
    region = draws.weighted("account region", column(REGIONS, "share"), accounts)
    segment = draws.weighted("account segment", column(SEGMENTS, "share"), accounts)
    size = column(SEGMENTS, "persons")[segment] * np.exp(0.5 * draws.normal("account size", accounts))
    account = draws.weighted("person account", size, persons)
    return Inquiries(
        lead_at=arrivals(draws, persons, until),
        account=account,
        channel=draws.weighted("channel", column(CHANNELS, "share"), persons),
        product=draws.weighted("product", column(PRODUCTS, "share"), persons),
        quality=draws.normal("quality", persons),
        rep=_rep(draws, region[account]),
        account_region=region,
        account_segment=segment,
    )


def _rep(draws: Draws, region: Ints) -> Ints:
    """Someone of the region's team, all with equal shares."""
    counts = column(REGIONS, "rep_count").astype(np.int64)
    first = np.cumsum(counts) - counts
    return first[region] + (draws.uniform("rep", len(region)) * counts[region]).astype(np.int64)
