"""How much of a change in a product is due to each of its factors, in whatever order one asks?

Shapley's answer: the average over all orders in which the factors could have changed. It adds up exactly, treats the
factors alike, and swaps its sign when before and after are swapped.
"""

from itertools import combinations
from math import factorial, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[Any]


def shapley(before: list[Array], after: list[Array]) -> list[Array]:
    """Each factor's part of `prod(after) - prod(before)`, element by element."""
    return [
        np.asarray((last - first) * worth)
        for first, last, worth in zip(before, after, worths(before, after), strict=True)
    ]


def worths(before: list[Array], after: list[Array]) -> list[Array]:
    """What a change of one in a factor is worth: the product of the others, averaged over the orders of change."""
    return [_worth(factor, before, after) for factor in range(len(before))]


def _worth(factor: int, before: list[Array], after: list[Array]) -> Array:
    others = [other for other in range(len(before)) if other != factor]
    return np.asarray(
        sum(_weight(size, len(before)) * _products(others, size, before, after) for size in range(len(before)))
    )


def _products(others: list[int], size: int, before: list[Array], after: list[Array]) -> Array:
    """The product of the other factors, summed over every choice of `size` of them that have changed already."""
    worlds = (
        prod((after[other] if other in changed else before[other] for other in others), start=np.float64(1.0))
        for changed in combinations(others, size)
    )
    return np.asarray(sum(worlds))


def _weight(size: int, count: int) -> float:
    return factorial(size) * factorial(count - size - 1) / factorial(count)
