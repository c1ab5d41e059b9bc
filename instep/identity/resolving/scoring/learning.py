"""What does each piece of evidence weigh in these very records, when nobody knows who is who?

u is counted on pairs drawn blindly, who are different persons. m is learned by expectation maximisation over the
candidates: guess who is one, count how those compare, guess again (Winkler, 1988).
"""

from typing import NamedTuple

import numpy as np

from instep.identity.resolving.scoring.model import Model, probability
from instep.identity.resolving.scoring.patterns import KINDS, SAME, Codes, Weights, level
from instep.identity.resolving.subject import Subject

ROUNDS, SETTLED = 25, 0.002
DOUBT = 0.5
"""So much was seen of everything, before anything was seen: nothing is impossible."""
EXPERIENCE = 30.0
"""What is expected counts as much as so many pairs."""
LEAST = 1e-5


class Counted(NamedTuple):
    """Ways in which pairs compare, and how many pairs compare so."""

    codes: Codes
    counts: Weights


def learned(subject: Subject, candidates: Counted, blind: Counted, records: int) -> Model:
    """The model that explains best how the candidates compare."""
    pairs = max(1.0, records * (records - 1) / 2)
    model = Model(subject, min(1.5 / records, 0.5), _expected(subject), _u(subject, blind, blind.counts))
    for _ in range(ROUNDS):
        are_one = probability(model.scores(candidates.codes)) * candidates.counts
        are_two = (1 - probability(model.scores(blind.codes))) * blind.counts
        before, chance = model.chance, min(0.5, max(are_one.sum(), DOUBT) / pairs)
        model = Model(subject, chance, _m(model, candidates, are_one), _u(subject, blind, are_two))
        if abs(chance - before) < SETTLED * chance:
            break
    return model


def _expected(subject: Subject) -> Weights:
    m = np.full((len(subject.evidence), KINDS), LEAST)
    for place, shares in enumerate(subject.expected):
        for kind, share in shares.items():
            m[place, kind] = share
    return m


def _m(model: Model, candidates: Counted, are_one: Weights) -> Weights:
    m = _expected(model.subject)
    for place, kinds in enumerate(level(candidates.codes).T):
        seen = np.bincount(kinds, weights=are_one, minlength=KINDS)[1:] + EXPERIENCE * m[place, 1:]
        m[place, 1:] = seen / seen.sum()
    return m


def _u(subject: Subject, blind: Counted, are_two: Weights) -> Weights:
    u = np.ones((len(subject.evidence), KINDS))
    for place, kinds in enumerate(level(blind.codes).T):
        seen = np.bincount(kinds, weights=are_two, minlength=KINDS)
        u[place] = (seen + DOUBT) / max(seen[1:].sum(), 1.0)
    u[:, level(np.array([SAME]))[0] :] = 1.0
    for (place, kind), share in subject.known_u.items():
        u[place, kind] = share
    return u
