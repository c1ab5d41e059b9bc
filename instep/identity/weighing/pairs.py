"""Which two records were compared, and what speaks for their being one?"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from instep.identity.resolving.scoring.model import VETO

NEARLY = -3.0
"""Bits from which on a person should look at two records: one in nine is one (`tables/unsure.sql` says it too)."""
Numbers = NDArray[np.int64]
Bits = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """By the places of the records among their sorted keys."""

    one: Numbers
    other: Numbers
    patterns: Numbers
    scores: Bits

    def only(self, chosen: NDArray[np.bool_]) -> "Pairs":
        return Pairs(self.one[chosen], self.other[chosen], self.patterns[chosen], self.scores[chosen])

    def but_for(self, apart: "Pairs") -> "Pairs":
        """With pairs that somebody called different persons."""
        one, other = np.concatenate([self.one, apart.one]), np.concatenate([self.other, apart.other])
        scores = np.concatenate([self.scores, np.full(len(apart.one), 10 * VETO)])
        return Pairs(one, other, np.concatenate([self.patterns, apart.patterns]), scores)

    @classmethod
    def of(cls, table: pa.Table, keys: pa.Array) -> Self:
        """Read from a table of pairs; those of records that are not there are left out."""
        one, other = (pc.index_in(table[name], value_set=keys) for name in ("record_key", "other_key"))
        there = pc.and_(pc.is_valid(one), pc.is_valid(other))
        rows = table.filter(there)
        patterns, scores = rows["pattern"].to_numpy(), rows["bits"].to_numpy()
        return cls(_places(one.filter(there)), _places(other.filter(there)), patterns, scores)


def _places(column: pa.ChunkedArray) -> Numbers:
    return np.asarray(column.to_numpy(), np.int64)
