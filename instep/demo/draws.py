"""Where does chance come from? Every drawn column has a name and its own stream, so that adding one moves no other.

Two worlds of one seed share their draws. Only so is "with the cause minus without it" the cause and not luck.
"""

from dataclasses import dataclass
from random import Random
from zlib import crc32

import numpy as np

from instep.demo.arrays import Floats, Ints


@dataclass(frozen=True)
class Draws:
    seed: int

    def stream(self, name: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, crc32(name.encode())])

    def dice(self, name: str) -> Random:
        """For choices made person by person; numpy's are for whole columns."""
        return Random(f"{self.seed} {name}")  # noqa: S311

    def uniform(self, name: str, count: int) -> Floats:
        return self.stream(name).random(count)

    def normal(self, name: str, count: int) -> Floats:
        return self.stream(name).standard_normal(count)

    def below(self, name: str, limit: int, count: int) -> Ints:
        return self.stream(name).integers(0, max(limit, 1), count)

    def weighted(self, name: str, weights: Floats, count: int) -> Ints:
        """Positions drawn in proportion to the weights."""
        edges = np.cumsum(weights) / np.sum(weights)
        return np.searchsorted(edges, self.uniform(name, count), side="right").clip(0, len(weights) - 1)
