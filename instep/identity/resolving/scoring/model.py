"""What was learned about the evidence, in a file that people can read, keep and use again?

A weight is log2(m / u): m is how often two records of one person compare so, u how often two of different persons do
(Fellegi and Sunter, 1969). Where both say the same, u is how common that very value is.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np

from instep.identity.resolving.scoring.patterns import KINDS, Codes, Weights, level, rarity
from instep.identity.resolving.subject import Subject

VETO = -100.0
LEAST = 1e-9


@dataclass(frozen=True)
class Model:
    subject: Subject
    chance: float
    """How probable it is that two records, drawn blindly, are one."""
    m: Weights
    u: Weights

    @property
    def start(self) -> float:
        """The weight of a pair that nothing is known about."""
        return float(np.log2(self.chance / (1 - self.chance)))

    def weights(self, codes: Codes) -> Weights:
        """The weight of each piece of evidence, in bits; what is silent or implied weighs nothing."""
        found = np.zeros(codes.shape)
        for place in range(codes.shape[1]):
            kinds = level(codes[:, place])
            table = np.log2(self.m[place] / self.u[place])
            table[[0, *self.subject.weightless]] = 0.0
            table[[kind for where, kind in self.subject.vetoes if where == place]] = VETO
            same = np.log2(self.m[place])[kinds] + rarity(codes[:, place])
            found[:, place] = np.where(kinds >= 16, same, table[kinds])
        return found

    def scores(self, codes: Codes) -> Weights:
        return self.start + self.weights(codes).sum(axis=1)

    def to_json(self) -> str:
        said = {
            name: {
                words: {"m": float(self.m[place, kind]), "u": float(self.u[place, kind])}
                for kind, words in self.subject.words[place].items()
            }
            for place, name in enumerate(self.subject.evidence)
        }
        return json.dumps({"records": self.subject.name, "chance": self.chance, "evidence": said}, indent=2)

    @classmethod
    def read(cls, text: str, subjects: Iterable[Subject]) -> Self:
        """Of whichever of these subjects it is."""
        said = json.loads(text)
        subject = next(subject for subject in subjects if subject.name == said["records"])
        m, u = np.full((2, len(subject.evidence), KINDS), LEAST)
        for place, name in enumerate(subject.evidence):
            for kind, words in subject.words[place].items():
                m[place, kind] = said["evidence"][name][words]["m"]
                u[place, kind] = said["evidence"][name][words]["u"]
        return cls(subject, said["chance"], m, u)


def probability(scores: Weights) -> Weights:
    return np.asarray(1 / (1 + np.exp2(-np.clip(scores, -60, 60))))


def probability_of(score: float) -> float:
    return float(probability(np.array([score]))[0])
