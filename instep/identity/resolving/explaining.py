"""Why are two records one, or why not? The evidence in words, with weights that sum to the score."""

from dataclasses import dataclass

import pyarrow as pa

from instep.identity.resolving.desk import Desk
from instep.identity.resolving.resolution import columns_of
from instep.identity.resolving.scoring.model import Model, probability_of
from instep.identity.resolving.scoring.patterns import level, unpacked


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

    @property
    def score(self) -> float:
        return self.start + sum(step.bits for step in self.steps)

    @property
    def probability(self) -> float:
        return probability_of(self.score)


def explained(model: Model, evidence: pa.Table) -> Waterfall:
    """Of exactly two records, whether they were ever compared or not."""
    subject = model.subject
    with Desk(2) as desk:
        desk.lay("evidence", evidence)
        one, other = sorted(evidence["rid"].to_pylist())
        desk.lay("pair", pa.table({"one": [one], "other": [other]}))
        desk.make(subject.comparison)
        (patterns,) = columns_of(desk.ask("select pattern from comparison"))
    codes = subject.guarded(unpacked(patterns, len(subject.evidence)))
    bits, kinds = model.weights(codes)[0], level(codes)[0]
    steps = [
        Step(name, "nothing said" if not kinds[place] else subject.words[place][int(kinds[place])], float(bits[place]))
        for place, name in enumerate(subject.evidence)
    ]
    return Waterfall(model.start, tuple(step for step in steps if step.words != "nothing said"))
