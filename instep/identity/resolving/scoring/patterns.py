"""How does a pair compare, one number for each piece of evidence?

A code below 16 is a level that has words. From 16 on both say the same thing, and the number over 16 is how rare that
thing is, in bits; from 40 on likewise, where people of several names share it.
"""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Weights = NDArray[np.float64]

UNKNOWN, DIFFERENT, SAME, SHARED = 0, 1, 16, 40
IMPLIED = 15
"""The same, but something else that is counted says so already."""
KINDS = 18
"""Levels below 16, the same, and the same but shared."""
_WIDTH = 6


def unpacked(patterns: Codes, count: int) -> Codes:
    """A column of codes for each piece of evidence."""
    return np.stack([(patterns >> (_WIDTH * place)) & 63 for place in range(count)], axis=1)


def level(codes: Codes) -> Codes:
    """The code without its rarity: 16 is the same, 17 the same but shared."""
    return np.where(codes < SAME, codes, np.where(codes < SHARED, 16, 17))


def rarity(codes: Codes) -> Codes:
    return np.where(codes < SAME, 0, np.where(codes < SHARED, codes - SAME, codes - SHARED))
