"""What is the shortest list of loci that explains where a step changed, and is each one beyond chance?

Forward search: take the locus that surprises most, give it a term of its own, look again at what is still surprising.
One segment is preferred to the meeting of two, and the dimension that a step naturally belongs to wins a near draw.
A locus stays when it passes a threshold that counts every locus looked at, wobbles from week to week no more than it
should, and shows in both halves of the persons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri, ndtri

from instep.explain.dimension import Numbers
from instep.explain.locus import Locus, candidates
from instep.explain.model import Model, Term, fit
from instep.explain.stage import Stage
from instep.explain.surprise import surprises

CHANCE = 0.02  # of naming anything at all where nothing is
SHARES = (0.5, 0.35, 0.15)  # of that chance, for the natural segments, for other ones, for the meeting of two
LEAST_ROWS = 30
MOST_FOUND = 4
MOST_REFUSED = 12
NEAR_DRAW = 3.0  # in squared standard scores
CROSSING = 8.0  # how much better the meeting of two segments must be than either
HALF_SURE = 1.0

NATURAL = {
    "arrival": ("channel", "region", "segment", "product", "team"),
    "promise": ("team", "region", "channel", "segment", "product"),
    "qualified": ("channel", "team", "segment", "region", "product"),
    "ready": ("channel", "segment", "region", "product", "team"),
    "opportunity": ("channel", "team", "segment", "region", "product"),
    "win": ("product", "segment", "channel", "region", "team"),
    "value": ("product", "segment", "team", "region", "channel"),
}


@dataclass(frozen=True)
class Found:
    locus: Locus
    score: float


@dataclass(frozen=True)
class Search:
    """What one stage answered: the loci found, the threshold they passed, and the most surprising one left."""

    stage: Stage
    found: tuple[Found, ...]
    inherited: tuple[Term, ...]
    looked_at: int
    threshold: float
    left_over: Found | None

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.inherited + tuple(Term(each.locus) for each in self.found)


def search(stage: Stage, inherited: tuple[Term, ...], comparisons: int) -> Search:
    """`comparisons`: how many searches like this one share the chance of a false alarm."""
    loci = [locus for locus in candidates(stage.dimensions, LEAST_ROWS) if locus.at or stage.standing]
    if stage.size < 2 * LEAST_ROWS or not loci:
        return Search(stage, (), inherited, 0, 0.0, None)
    thresholds = _thresholds(stage, loci, comparisons)
    found: list[Found] = []
    refused = {term.locus for term in inherited if term.since == 0}
    while True:
        model = fit(stage, inherited + tuple(Term(each.locus) for each in found))
        scores = surprises(model, loci)
        scores[[place for place, locus in enumerate(loci) if locus in refused]] = 0.0
        best = _preferred(stage, loci, scores)
        candidate = Found(loci[best], float(scores[best]))
        if abs(candidate.score) < thresholds[best] or len(found) == MOST_FOUND or len(refused) > MOST_REFUSED:
            return Search(stage, tuple(found), inherited, len(loci), float(thresholds[best]), candidate)
        refused.add(candidate.locus)
        if is_confirmed(model, candidate, float(thresholds[best])):
            found.append(candidate)


def _thresholds(stage: Stage, loci: list[Locus], comparisons: int) -> Numbers:
    """The score that chance would reach in one of the many places only rarely; less is asked where one would look."""
    natural = NATURAL[stage.name][:2]
    kinds = np.array([2 if len(each.at) == 2 else int(not set(each.dimensions) & set(natural)) for each in loci])
    counts = np.bincount(kinds, minlength=3)
    return np.asarray(-ndtri(CHANCE * np.array(SHARES)[kinds] / comparisons / counts[kinds] / 2))


def _preferred(stage: Stage, loci: list[Locus], scores: Numbers) -> int:
    """The most surprising, unless a shorter or more natural description surprises as much."""
    worth = scores**2 - CROSSING * np.array([len(locus.at) == 2 for locus in loci])
    close = np.flatnonzero(worth >= worth.max() - NEAR_DRAW)
    natural = NATURAL[stage.name]
    rank = [
        (len(loci[place].at), max((natural.index(name) for name in loci[place].dimensions), default=-1))
        for place in close
    ]
    best = min(range(len(close)), key=lambda each: (rank[each], -worth[close[each]]))
    return int(close[best])


def is_confirmed(before: Model, candidate: Found, threshold: float) -> bool:
    noise = before.noise if before.stage.is_amount else None
    after = fit(before.stage, (*before.terms, Term(candidate.locus)), noise)
    gain = np.sqrt(max(2 * (after.log_likelihood - fit(before.stage, before.terms, noise).log_likelihood), 0.0))
    if gain / np.sqrt(_weekly_wobble(after)) < threshold:
        return False
    return all(_half_score(before, candidate, half) > HALF_SURE for half in (True, False))


def _weekly_wobble(model: Model) -> float:
    """How much more the last term's weeks surely differ than independent rows would; 1 when they do not."""
    pure = _pure(model, len(model.terms) - 1)
    cell = model.cells.of_row
    pull = pure[cell] * (model.stage.outcome - model.fitted[cell]) / model.noise
    weeks = np.unique(model.stage.week, return_inverse=True)[1]
    share = (model.weight / np.maximum(model.trials, 1.0) * pure**2)[cell]
    expected = np.bincount(weeks, weights=share)
    freedom = max(expected.sum() ** 2 / max((expected**2).sum(), 1e-12) - 2, 1.0)
    wobble = float((np.bincount(weeks, weights=pull) ** 2).sum() / max(expected.sum(), 1e-12))
    return max(1.0, wobble * len(expected) / max(len(expected) - 2, 1) * freedom / float(chdtri(freedom, 0.05)))


def _pure(model: Model, place: int) -> Numbers:
    """A column less what the others say of it."""
    weight = model.weight
    others = np.delete(np.arange(model.columns.shape[1]), place)
    rest, own = model.columns[:, others], model.columns[:, place]
    inner = rest.T @ (rest * weight[:, None]) + 1e-6 * np.eye(len(others))
    return np.asarray(own - rest @ np.linalg.solve(inner, rest.T @ (weight * own)))


def _half_score(model: Model, candidate: Found, half: bool) -> float:
    stage = model.stage
    rows = stage.half == half
    if not rows.any():
        return 0.0
    part = stage.only(rows)
    return float(surprises(fit(part, model.terms), [candidate.locus])[0] * np.sign(candidate.score))
