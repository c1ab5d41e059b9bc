"""Why are two records one, or why not? The evidence in words, with weights that sum to the score."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np

from instep.identity.resolving.reception.arrival import teach
from instep.identity.resolving.reception.dialect import to_sqlite
from instep.identity.resolving.scoring.model import Model, probability_of
from instep.identity.resolving.scoring.patterns import level, unpacked
from instep.identity.resolving.state import State

NUMBER = "select rid, entity_id from record where record_id = ?"
DIGITS = 1


@dataclass(frozen=True)
class Step:
    evidence: str
    words: str
    bits: float


@dataclass(frozen=True)
class Waterfall:
    start: float
    """Before anything is known: how rare it is that two records are one."""
    steps: tuple[Step, ...]
    are_one: bool

    @property
    def shown(self) -> tuple[Step, ...]:
        """What weighs anything, strongest first, to a tenth of a bit and so that it still sums to the shown score."""
        found, total = [], self.start
        for step in sorted((step for step in self.steps if step.bits), key=lambda step: -step.bits):
            before, total = total, total + step.bits
            found.append(replace(step, bits=round(round(total, DIGITS) - round(before, DIGITS), DIGITS)))
        return tuple(found)

    @property
    def score(self) -> float:
        return self.start + sum(step.bits for step in self.steps)

    @property
    def probability(self) -> float:
        return probability_of(self.score)


class Unknown(ValueError):
    """There is no such record."""


def explained(state: State, model: Model, record: str, other: str) -> Waterfall:
    """Any two records, whether they were ever compared or not."""
    with closing(state.index()) as index:
        (one, entity), (another, its_entity) = (_known(index, state, each) for each in (record, other))
        pattern = _pattern(index, model, min(one, another), max(one, another))
    return waterfall(model, pattern, entity == its_entity)


def waterfall(model: Model, pattern: int, are_one: bool) -> Waterfall:
    """From how two records compare, as a `comparison` says it."""
    subject = model.subject
    codes = subject.guarded(unpacked(np.array([pattern], np.int64), len(subject.evidence)))
    bits, kinds = model.weights(codes)[0], level(codes)[0]
    steps = [
        Step(name, subject.words[place][int(kinds[place])], float(bits[place]))
        for place, name in enumerate(subject.evidence)
        if kinds[place]
    ]
    return Waterfall(model.start, tuple(steps), are_one)


def _known(index: sqlite3.Connection, state: State, record_id: str) -> tuple[int, str]:
    found: tuple[int, str] | None = index.execute(NUMBER, [record_id]).fetchone()
    if found is None:
        raise Unknown(f"{state.folder} knows no record {record_id}")
    return found


def _pattern(index: sqlite3.Connection, model: Model, one: int, other: int) -> int:
    teach(index)
    index.execute("create temp table pair as select ? as one, ? as other", [one, other])
    (compared,) = index.execute(to_sqlite(model.subject.comparison, model.subject))
    return int(compared[2])
