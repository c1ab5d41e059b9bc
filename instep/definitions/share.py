"""What share is it, and between which shares could it lie by chance?"""

from dataclasses import dataclass
from math import sqrt

Z = 1.96
"""Standard deviations on either side that hold 95 %."""


@dataclass(frozen=True)
class Share:
    """A share with Wilson's interval of 95 %; all None where there is nothing to take a share of."""

    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, part: float, whole: int) -> "Share":
        return cls(part / whole, *wilson(part, whole)) if whole else cls(None, None, None)


def wilson(hits: float, rows: float) -> tuple[float, float]:
    """Wilson's score interval (1927): never below nought or above one, and not of width nought at the ends."""
    share = hits / rows
    middle = (share + Z**2 / (2 * rows)) / (1 + Z**2 / rows)
    reach = Z / (1 + Z**2 / rows) * sqrt(share * (1 - share) / rows + Z**2 / (4 * rows**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)
