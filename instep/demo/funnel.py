"""What becomes of each inquiry? Lead, sales-ready, first human touch, opportunity, won or lost: chances and moments.

The chance of every step and the moment at which it would happen are kept apart from what did happen,
so that the true size of a cause can be computed without luck (`truth`) and one history be told (`history`).
"""

from dataclasses import dataclass

import numpy as np

from instep.demo.arrays import Flags, Floats, Ints, logistic
from instep.demo.causes import Cause
from instep.demo.draws import Draws
from instep.demo.inquiries import Inquiries
from instep.demo.market import CHANNELS, PRODUCTS, REGIONS, SEGMENTS, column, position
from instep.demo.weeks import next_working

DEAL_SPREAD = 0.45


@dataclass(frozen=True)
class Funnel:
    """Chances are conditional on the step before; moments say when it would happen."""

    lead_at: Floats
    channel: Ints
    quality: Floats
    is_demo_request: Flags
    ready: Floats
    ready_at: Floats
    touched: Floats
    touch_at: Floats
    opened: Floats
    opened_at: Floats
    won: Floats
    closed_at: Floats
    amount_log: Floats

    @property
    def wait_hours(self) -> Floats:
        return self.touch_at - self.ready_at

    @property
    def expected_amount(self) -> Floats:
        return np.exp(self.amount_log + DEAL_SPREAD**2 / 2)


def walk(people: Inquiries, draws: Draws, causes: tuple[Cause, ...]) -> Funnel:
    channel = _channel(people, draws, causes)
    quality = _quality(people, channel, draws, causes)
    is_demo_request = draws.uniform("demo request", len(people)) < 0.35
    ready_at = _ready_at(people, is_demo_request, draws)
    broken = _hit(people, causes, "broken_promise")
    touch_at = _touch_at(people, quality, ready_at, broken, draws)
    opened_at = touch_at + 24 * np.exp(np.log(5) + 0.7 * draws.normal("opening lag", len(people)))
    return Funnel(
        lead_at=people.lead_at,
        channel=channel,
        quality=quality,
        is_demo_request=is_demo_request,
        ready=logistic(-0.28 + 0.7 * quality),
        ready_at=ready_at,
        touched=logistic(3.4 + 0.3 * quality - 2.2 * broken),
        touch_at=touch_at,
        opened=_opened(people, quality, touch_at - ready_at, draws),
        opened_at=next_working(opened_at, draws.uniform("opening morning", len(people))),
        won=_won(people, quality, draws, causes),
        closed_at=_closed_at(people, opened_at, draws),
        amount_log=_amount_log(people, causes),
    )


def _channel(people: Inquiries, draws: Draws, causes: tuple[Cause, ...]) -> Ints:
    """A shift of the mix: four of five leads that came through a good channel now come through a weak one."""
    channel = people.channel
    for cause in (cause for cause in causes if cause.family == "mix"):
        moves = cause.holds(people.lead_at) & (channel == position(CHANNELS, cause.locus["from"]))
        moves &= draws.uniform("mix shift", len(people)) < 0.8
        channel = np.where(moves, position(CHANNELS, cause.locus["to"]), channel)
    return channel


def _quality(people: Inquiries, channel: Ints, draws: Draws, causes: tuple[Cause, ...]) -> Floats:
    quality = column(CHANNELS, "quality")[channel] + people.quality
    for cause in (cause for cause in causes if cause.family == "lead_quality"):
        is_junk = cause.holds(people.lead_at) & (channel == position(CHANNELS, cause.locus["channel"]))
        is_junk &= draws.uniform("junk", len(people)) < 0.9
        quality = np.where(is_junk, quality - 2.8, quality)
    return quality


def _hit(people: Inquiries, causes: tuple[Cause, ...], name: str) -> Flags:
    """Leads that a cause of this name touches by their region, segment or product."""
    hit = np.zeros(len(people), dtype=np.bool_)
    for cause in (cause for cause in causes if cause.name == name):
        hit |= cause.holds(people.lead_at) & touched_by(people, people.channel, cause.locus)
    return hit


def touched_by(people: Inquiries, channel: Ints, locus: dict[str, str]) -> Flags:
    """Whom a locus names: a channel, the channel that shrinks, a team's region, a segment or a product."""
    if "channel" in locus or "from" in locus:
        return np.equal(channel, position(CHANNELS, locus.get("channel", locus.get("from", ""))))
    if "region" in locus:
        return np.equal(people.region, position(REGIONS, locus["region"]))
    if "segment" in locus:
        return np.equal(people.segment, position(SEGMENTS, locus["segment"]))
    return np.equal(people.product, position(PRODUCTS, locus["product"]))


def _ready_at(people: Inquiries, is_demo_request: Flags, draws: Draws) -> Floats:
    """Who asks for a demo is handed over in minutes; the others after days of reading."""
    minutes = people.lead_at + 0.05 + 0.1 * draws.uniform("ready minutes", len(people))
    read = people.lead_at + np.exp(np.log(60) + 1.1 * draws.normal("ready lag", len(people)))
    read = np.where(draws.uniform("reads at work", len(people)) < 0.85, next_working(read, _share(draws, people)), read)
    return np.where(is_demo_request, minutes, read)


def _share(draws: Draws, people: Inquiries) -> Floats:
    return 4 * draws.uniform("ready morning", len(people))


def _touch_at(people: Inquiries, quality: Floats, ready_at: Floats, broken: Flags, draws: Draws) -> Floats:
    """Reps call good leads a little earlier; a team that broke its promise calls after days."""
    speed = 0.25 * draws.normal("rep speed", int(people.rep.max()) + 1)[people.rep]
    wait = np.exp(np.log(2.1) + speed - 0.2 * quality + 0.8 * draws.normal("wait", len(people)) + 3.5 * broken)
    return next_working(ready_at + wait, draws.uniform("morning", len(people)))


def _opened(people: Inquiries, quality: Floats, wait: Floats, draws: Draws) -> Floats:
    skill = 0.15 * draws.normal("rep skill", int(people.rep.max()) + 1)[people.rep]
    fixed = column(REGIONS, "opening")[people.region] + skill
    return logistic(-0.15 + fixed + 0.7 * quality - 0.75 * np.log1p(wait / 4))


def _won(people: Inquiries, quality: Floats, draws: Draws, causes: tuple[Cause, ...]) -> Floats:
    skill = 0.15 * draws.normal("rep skill", int(people.rep.max()) + 1)[people.rep]
    dearer = _hit(people, tuple(cause for cause in causes if cause.family == "win_rate"), "price_change")
    return logistic(-0.85 + skill + 0.3 * quality + column(PRODUCTS, "winning")[people.product] - 3.0 * dearer)


def _amount_log(people: Inquiries, causes: tuple[Cause, ...]) -> Floats:
    cheaper = _hit(people, tuple(cause for cause in causes if cause.family == "deal_size"), "price_change")
    deal = column(SEGMENTS, "deal")[people.segment] * column(PRODUCTS, "deal")[people.product]
    discount: Floats = np.where(cheaper, np.log(0.45), 0.0)
    return np.log(deal) + discount


def _closed_at(people: Inquiries, opened_at: Floats, draws: Draws) -> Floats:
    cycle = column(SEGMENTS, "cycle_days")[people.segment] * np.exp(0.42 * draws.normal("cycle", len(people)))
    return next_working(opened_at + 24 * cycle, draws.uniform("closing morning", len(people)))
