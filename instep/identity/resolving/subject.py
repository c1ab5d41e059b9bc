"""What is to be told apart, persons or companies, and by what evidence?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Subject:
    name: str
    """The kind of record."""
    plural: str
    prefix: str
    fields: tuple[str, ...]
    tables: tuple[str, ...]
    """The SELECTs that lay out the evidence, in order."""
    spent: tuple[str, ...]
    """What nobody asks for once the evidence is laid out."""
    learned: Mapping[str, str | None]
    """What all records together tell about a value, and the column of the value: by this new records are read."""
    key: str
    comparison: str
    evidence: tuple[str, ...]
    words: tuple[Mapping[int, str], ...]
    """For each piece of evidence: what its levels mean."""
    guarded: Callable[[Codes], Codes]
    """The codes without what was counted already."""
    parameters: Callable[[], dict[str, str]]
    expected: tuple[Mapping[int, float], ...]
    """m to begin with."""
    grown: Mapping[str, str] = field(default_factory=dict)
    """Of what was learned, that to which new records add, and the table whose values it is about."""
    weightless: tuple[int, ...] = ()
    vetoes: tuple[tuple[int, int], ...] = ()
    """Levels that part two records, whatever else speaks for them."""
    are_kin: Callable[[Codes], NDArray[np.bool_]] | None = None
    """Two that belong together without being one, such as a parent company and its subsidiary."""
    known_u: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """Levels that depend on another piece of evidence, so that pairs drawn blindly tell nothing about them."""
