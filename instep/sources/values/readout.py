"""What became of a column of texts?"""

from dataclasses import dataclass
from typing import Self

import pyarrow as pa


@dataclass(frozen=True)
class Readout:
    """The values that were read, and for each text that could not be read the reason why (null where all is well)."""

    values: pa.Array
    reasons: pa.Array

    @classmethod
    def all_read(cls, values: pa.Array) -> Self:
        return cls(values, pa.nulls(len(values), pa.string()))
