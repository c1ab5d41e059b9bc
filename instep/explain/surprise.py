"""At which loci did the later period come out otherwise than the model expected, and how surprising is that?

Every candidate is scored at once, without fitting again: the score test for a term of its own, with the information
that the model's other columns use up taken off. Shares are scored by likelihood ratio: the tails of small counts are
not normal.
"""

from __future__ import annotations

import numpy as np
from scipy.special import xlogy

from instep.explain.dimension import Numbers
from instep.explain.locus import Locus
from instep.explain.model import Model

LEAST_LEFT = 0.02  # a candidate that the other columns describe almost wholly cannot be judged


def surprises(model: Model, loci: list[Locus]) -> Numbers:
    """A standard score for each locus: by how many standard errors it moved beyond what all moved."""
    inside = np.stack([model.inside(locus) for locus in loci])
    excess = inside @ (model.total - model.trials * model.fitted) / model.noise
    alone = inside @ model.weight
    left = alone - _used_up(model, inside)
    is_judged = left > LEAST_LEFT * alone
    left = np.where(is_judged, left, 1.0)
    score = np.where(is_judged, excess / np.sqrt(left), 0.0)
    return score if model.stage.is_amount else _signed_root(model, inside, score, excess, alone, left)


def _used_up(model: Model, inside: Numbers) -> Numbers:
    shared = inside @ (model.columns * model.weight[:, None])
    return np.asarray(((shared @ model.covariance) * shared).sum(axis=1))


def _signed_root(
    model: Model, inside: Numbers, score: Numbers, excess: Numbers, alone: Numbers, left: Numbers
) -> Numbers:
    """The root of the likelihood ratio of what happened against what was expected before it could pull the model."""
    happened, trials = inside @ model.total, inside @ model.trials
    expected = happened - excess * alone / left
    is_possible = (expected > 0) & (expected < trials)
    expected = np.where(is_possible, expected, 1.0)
    failed, doubted = trials - happened, np.where(is_possible, trials - expected, 1.0)
    ratio = xlogy(happened, happened / expected) + xlogy(failed, np.where(failed > 0, failed, 1) / doubted)
    root = np.sign(excess) * np.sqrt(np.maximum(2 * ratio * left / np.where(alone > 0, alone, 1.0), 0.0))
    return np.where(is_possible & (score != 0), root, score)
