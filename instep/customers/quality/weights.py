"""What does each piece of evidence weigh, in words?"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from instep.identity.resolving.scoring.model import LEAST, Model
from instep.identity.resolving.scoring.patterns import SAME


@dataclass(frozen=True)
class Weight:
    evidence: str
    words: str
    one_share: float
    """How often two records of one person compare so."""
    two_share: float | None
    """How often two records of two persons do; None where that depends on how rare the value is."""
    bits: float | None
    is_veto: bool

    @property
    def said(self) -> str:
        """In a sentence: rare among two persons speaks for, rare among one against."""
        if self.is_veto:
            return "never one person"
        if self.bits is None:
            return "the rarer the value, the more it speaks for one"
        ways = "for" if self.bits > 0 else "against"
        return f"{2 ** abs(self.bits):,.0f} times as likely {ways} one person" if abs(self.bits) >= 1 else "says little"


def weights(model: Model) -> list[Weight]:
    """Of whatever was ever seen, or is to be expected."""
    return list(_weights(model))


def _weights(model: Model) -> Iterator[Weight]:
    subject = model.subject
    for place, name in enumerate(subject.evidence):
        for kind, words in sorted(subject.words[place].items()):
            if kind in subject.weightless or model.m[place, kind] <= LEAST:
                continue
            one, two = float(model.m[place, kind]), float(model.u[place, kind])
            is_rare = kind >= SAME
            bits = None if is_rare else log2(one / two)
            yield Weight(name, words, one, None if is_rare else two, bits, (place, kind) in subject.vetoes)
