"""How far could a number lie from what it says, by chance alone? 95 % intervals from sums over its rows."""

from dataclasses import dataclass
from math import sqrt

from instep.definitions.share import Z, wilson

type Interval = tuple[float | None, float | None]


@dataclass(frozen=True)
class Sums:
    """Sums over the rows of a KPI: above the line, below it, their squares and products."""

    numerator: float
    denominator: float
    row_count: int
    above_squares: float
    below_squares: float
    products: float

    @property
    def is_yes_or_no(self) -> bool:
        """Each row is one below the line, and nought or one above it."""
        rows = self.row_count
        return self.denominator == self.below_squares == rows and self.above_squares == self.numerator >= 0


def around_ratio(sums: Sums) -> Interval:
    """Wilson's interval for a share of rows, else the linearised one; none when there is nothing below the line."""
    if not sums.denominator or not sums.row_count:
        return None, None
    return wilson(sums.numerator, sums.row_count) if sums.is_yes_or_no else _linearised(sums)


def chance_reach(sums: Sums) -> float:
    """How far a sum could lie off by chance, had each of its rows come a random (Poisson) number of times."""
    return Z * sqrt(sums.above_squares)


def _linearised(sums: Sums) -> Interval:
    if sums.row_count < 2:
        return None, None
    ratio = sums.numerator / sums.denominator
    squares = sums.above_squares - 2 * ratio * sums.products + ratio**2 * sums.below_squares
    reach = Z * sqrt(max(squares, 0.0) * sums.row_count / (sums.row_count - 1)) / abs(sums.denominator)
    return ratio - reach, ratio + reach
