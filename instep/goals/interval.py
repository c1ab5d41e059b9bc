"""How far could a number lie from what it says, by chance alone? 95 % intervals from sums over its rows."""

from dataclasses import dataclass
from math import sqrt

Z = 1.96

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


def wilson(hits: float, rows: int) -> Interval:
    """Wilson's score interval: never below nought or above one, and not of width nought at the ends."""
    share = hits / rows
    middle = (share + Z**2 / (2 * rows)) / (1 + Z**2 / rows)
    reach = Z / (1 + Z**2 / rows) * sqrt(share * (1 - share) / rows + Z**2 / (4 * rows**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _linearised(sums: Sums) -> Interval:
    if sums.row_count < 2:
        return None, None
    ratio = sums.numerator / sums.denominator
    squares = sums.above_squares - 2 * ratio * sums.products + ratio**2 * sums.below_squares
    reach = Z * sqrt(max(squares, 0.0) * sums.row_count / (sums.row_count - 1)) / abs(sums.denominator)
    return ratio - reach, ratio + reach
