"""How do records of one person, and of two, usually compare in companies that are too small to teach it?

Measured on made-up records of customers in five countries; rounded. Names count as middling common: whoever keeps three
hundred contacts cannot know that the world is full of Ana Garcías.
"""

import numpy as np

from instep.identity.resolving.scoring.model import LEAST, Model
from instep.identity.resolving.scoring.patterns import KINDS
from instep.identity.resolving.subject import Subject

RECORDS = 1_000
CHANCE = 1.5 / RECORDS
USUAL_COUNTS = {
    "everybody": float(RECORDS),
    "first_count": 20.0,
    "last_count": 5.0,
    "postcode_count": 10.0,
    "house_count": 2.0,
}
PERSONS: tuple[dict[int, float], ...] = (
    {1: 0.97, 2: 0.0001, 3: 0.001, 4: 0.0125, 5: 0.0003, 6: 0.006, 7: 0.003, 8: 0.0003},
    {1: 0.995, 2: 0.02, 3: 0.0004, 4: 0.001, 5: 0.0005},
    {3: 0.004, 4: 0.001, 5: 0.002, 6: 1.0, 7: 0.05, 8: 0.001, 9: 0.29, 10: 0.2, 11: 0.5, 12: 1.0},
    {1: 1.0, 2: 0.0001},
    {1: 0.999, 2: 0.0005},
    {1: 0.63, 2: 0.0001, 3: 0.001, 4: 0.0005},
    {1: 0.9, 2: 0.01, 3: 0.01, 4: 0.02},
    {1: 1.0, 2: 0.001},
    {1: 0.2, 2: 0.05, 3: 0.95},
)


def usual_model(subject: Subject) -> Model:
    m, u = np.full((len(subject.evidence), KINDS), LEAST), np.ones((len(subject.evidence), KINDS))
    for place, shares in enumerate(subject.expected):
        for kind, share in shares.items():
            m[place, kind] = share
    for place, shares in enumerate(PERSONS):
        for kind, share in shares.items():
            u[place, kind] = share
    return Model(subject, CHANCE, m, u)
