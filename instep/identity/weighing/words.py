"""What speaks for two records being one, in words?"""

import numpy as np

from instep.identity.resolving.scoring.model import Model
from instep.identity.resolving.scoring.patterns import level, unpacked
from instep.identity.weighing.neighbours import Numbers

TOLD = 0.5
"""Evidence of fewer bits is not worth a word."""


def spoken(model: Model, patterns: Numbers) -> dict[int, tuple[str, str]]:
    """For each pattern: the strongest evidence, and all that counts, strongest first and what contradicts last."""
    distinct = np.unique(patterns)
    codes = model.subject.guarded(unpacked(distinct, len(model.subject.evidence)))
    bits, kinds = model.weights(codes), level(codes)
    return {
        pattern: _said(model, each, kind)
        for pattern, each, kind in zip(distinct.tolist(), bits.tolist(), kinds.tolist(), strict=True)
    }


def _said(model: Model, bits: list[float], kinds: list[int]) -> tuple[str, str]:
    order = sorted((place for place, weight in enumerate(bits) if abs(weight) > TOLD), key=lambda place: -bits[place])
    names = model.subject.evidence
    words = [_phrase(names[place], model.subject.words[place][kinds[place]]) for place in order]
    return names[order[0]] if order else "likeness", ", ".join(words)


def _phrase(name: str, words: str) -> str:
    """`same phone, shared by several`, `different company`, `first name: nickname`."""
    verdict, _, more = words.partition(",")
    if verdict in ("same", "different"):
        return f"{verdict} {name}" + (f",{more}" if more else "")
    return f"{name}: {words}"
