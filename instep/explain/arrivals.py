"""Did fewer (or more) leads come from somewhere, or did they come through another channel instead?

A fall in one segment and a rise in another of the same dimension that make up for each other are a shift of the mix;
a fall that nothing makes up for is volume. What all segments do together is the season, not a cause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from instep.explain.finding import Finding
from instep.explain.locus import Locus
from instep.explain.model import Model, fit
from instep.explain.period import Pair
from instep.explain.search import Found, Search
from instep.explain.surprise import surprises
from instep.explain.worth import Chain, Size, size, swapped

SIMILAR = (0.5, 2.0)
ENOUGH = 3.0  # standard scores that the other end of a shift must show


@dataclass(frozen=True)
class Arrivals:
    """How many leads came to a locus, and how many would have come had it moved as the rest did."""

    locus: Locus
    before: float
    after: float
    expected: float
    variance: float

    @property
    def extra(self) -> float:
        return self.after - self.expected


def causes(pair: Pair, answer: Search, chain: Chain) -> list[Finding]:
    """Every shift and every change of volume among what the search found."""
    if not answer.found:
        return []
    model = fit(answer.stage, answer.terms)
    findings: list[Finding] = []
    spent: set[Locus] = set()
    for found in answer.found:
        if found.locus in spent:
            continue
        moved = _arrivals(model, found.locus)
        partner = _partner(model, answer, moved, spent)
        spent |= {found.locus} | ({partner.locus} if partner else set())
        one = _mix(pair, found, moved, partner, model, chain) if partner else _volume(pair, found, moved, model, chain)
        findings.append(one)
    return findings


def _arrivals(model: Model, locus: Locus) -> Arrivals:
    at = model.cells.at(locus)
    before = float(at @ (model.trials - model.total))
    after = float(at @ model.total)
    others = np.prod([1 - model.cells.at(term.locus) for term in model.terms], axis=0)
    rest_before, rest_after = float(others @ (model.trials - model.total)), float(others @ model.total)
    trend = rest_after / max(rest_before, 1.0)
    expected = before * trend
    wobble = 1 / max(rest_after, 1.0) + 1 / max(rest_before, 1.0)
    return Arrivals(locus, before, after, expected, before * trend**2 + expected + expected**2 * wobble)


def _partner(model: Model, answer: Search, moved: Arrivals, spent: set[Locus]) -> Arrivals | None:
    """The segment of the same dimension that moved the other way by about as much."""
    if len(moved.locus.at) != 1:
        return None
    name, level = moved.locus.at[0]
    levels = answer.stage.dimensions[name].levels
    others = [Locus(((name, each),)) for each in levels if each != level]
    others = [each for each in others if each not in spent]
    if not others:
        return None
    scores = surprises(fit(answer.stage, tuple(term for term in model.terms if term.locus == moved.locus)), others)
    best = int(np.argmax(-np.sign(moved.extra) * scores))
    other = _arrivals(model, others[best])
    ratio = -other.extra / moved.extra if moved.extra else 0.0
    is_shift = SIMILAR[0] < ratio < SIMILAR[1] and abs(scores[best]) > ENOUGH
    return other if is_shift else None


def _volume(pair: Pair, found: Found, moved: Arrivals, model: Model, chain: Chain) -> Finding:
    inside = chain.cells.trials * chain.cells.at(found.locus) * (chain.cells.block <= 1)
    weight = inside / max(inside.sum(), 1.0)
    revenue, slopes = chain.walked(chain.cells)
    each, error = float(weight @ revenue), chain.error([weight @ slope for slope in slopes])
    spread = np.sqrt(moved.variance * each**2 + moved.extra**2 * error**2)
    return _finding("volume", pair, found, moved, size(moved.extra * each, float(spread)), model)


def _mix(pair: Pair, found: Found, moved: Arrivals, partner: Arrivals, model: Model, chain: Chain) -> Finding:
    source, target = (moved, partner) if moved.extra < 0 else (partner, moved)
    name, level = target.locus.at[0]
    count, variance = _shifted(source, target)
    inside = chain.cells.trials * chain.cells.at(source.locus) * (chain.cells.block <= 1)
    weight = inside / max(inside.sum(), 1.0)
    here, slopes = chain.walked(chain.cells)
    there, others = chain.walked(swapped(chain.cells, name, level))
    gain = float(weight @ (there - here))
    error = chain.error([weight @ other - weight @ slope for slope, other in zip(slopes, others, strict=True)])
    money = size(count * gain, float(np.sqrt(variance * gain**2 + count**2 * error**2)))
    return replace(_finding("mix", pair, found, source, money, model), moved_to=level, row_count=round(count))


def _shifted(source: Arrivals, target: Arrivals) -> tuple[float, float]:
    """How many went over: both ends tell, the one that wobbles less tells more."""
    weights = np.array([1 / source.variance, 1 / max(target.variance, 1e-9)])
    counts = np.array([-source.extra, target.extra])
    return float(weights @ counts / weights.sum()), float(1 / weights.sum())


def _finding(family: str, pair: Pair, found: Found, moved: Arrivals, money: Size, model: Model) -> Finding:
    came = float(model.total.sum())
    return Finding(
        family=family,
        locus=moved.locus,
        pair=pair,
        size=money,
        seen=money,
        score=found.score,
        row_count=round(moved.after),
        measured="leads",
        before=moved.before,
        after=moved.after,
        others_before=float(model.trials.sum()) - came - moved.before,
        others_after=came - moved.after,
    )
