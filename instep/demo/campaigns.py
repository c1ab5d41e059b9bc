"""Which campaigns ran, when, and which of them brought this lead?"""

from dataclasses import dataclass

import numpy as np

from instep.demo.arrays import Ints
from instep.demo.draws import Draws
from instep.demo.funnel import Funnel
from instep.demo.market import CHANNELS
from instep.demo.spelling import slug
from instep.demo.weeks import HISTORY, QUARTER, QUARTERS, moment
from instep.demo.words import lines

TITLES = {
    "Paid search": "marketing/paid_search",
    "Organic search": "marketing/organic",
    "Webinar": "marketing/webinars",
    "Event": "marketing/events",
    "Referral": "marketing/referrals",
    "Outbound": "marketing/outbound",
    "Content syndication": "marketing/whitepapers",
    "Partner": "marketing/partners",
}
AT_ONCE = 2


@dataclass(frozen=True)
class Campaign:
    number: int
    name: str
    channel: str
    started_at: float
    ended_at: float

    @property
    def record_id(self) -> str:
        return str(88_120_000 + self.number * 37)

    @property
    def slug(self) -> str:
        return slug(self.name)


def campaigns(until: float) -> list[Campaign]:
    """Two of each channel in every quarter, quarter by quarter, channel by channel."""
    return [
        _campaign(quarter, channel, turn, until)
        for quarter in range(QUARTERS)
        for channel in range(len(CHANNELS))
        for turn in range(AT_ONCE)
    ]


def campaign_of(funnel: Funnel, draws: Draws, until: float) -> Ints:
    """The position of the campaign that each lead came through."""
    quarter = np.floor((funnel.lead_at - (until - HISTORY)) / QUARTER).astype(np.int64).clip(0, QUARTERS - 1)
    turn = draws.below("campaign", AT_ONCE, len(funnel.lead_at))
    return (quarter * len(CHANNELS) + funnel.channel) * AT_ONCE + turn


def _campaign(quarter: int, channel: int, turn: int, until: float) -> Campaign:
    titles = lines(TITLES[CHANNELS[channel].name])
    started_at = until - HISTORY + quarter * QUARTER
    title = titles[(quarter * AT_ONCE + turn) % len(titles)]
    return Campaign(
        number=(quarter * len(CHANNELS) + channel) * AT_ONCE + turn,
        name=f"{title} ({moment(started_at + QUARTER / 2):%b %Y})",
        channel=CHANNELS[channel].name,
        started_at=started_at,
        ended_at=started_at + QUARTER,
    )
