"""Of a KPI's change between two periods or groups, how much is volume, how much mix, rate and value?

A sum (revenue) is rows x share of the segment x share of rows that count x value of one that counts. A rate (win
rate) is share of the segment x rate in the segment. The split is exact: steps and segments add up to the change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from instep.explain.shapley import Array, worths
from instep.explain.spread import Spread
from instep.explain.totals import Kind, Totals

STEPS: dict[Kind, tuple[str, ...]] = {"sum": ("volume", "mix", "rate", "value"), "rate": ("mix", "rate")}
SURE = 1.96  # standard errors each way of a 95 % interval


@dataclass(frozen=True)
class Part:
    """A step's or a segment's share of the change, with its 95 % interval."""

    name: str
    change: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Chance alone would not have moved it this far: the interval leaves out nought."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Segment:
    name: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    steps: tuple[Part, ...]
    whole: Part


@dataclass(frozen=True)
class Split:
    """`change` = the sum of `steps` = the sum of the segments' wholes."""

    kind: Kind
    before: float
    after: float
    change: Part
    steps: tuple[Part, ...]
    segments: tuple[Segment, ...]


def decompose(before: Totals, after: Totals) -> Split:
    """The exact split of the change from `before` to `after`, segments in order of size."""
    names = tuple(sorted({*before.segments, *after.segments}))
    before, after = before.along(names), after.along(names)
    amounts = np.stack([before.amounts, after.amounts])
    parts = steps_by_segment(before.kind, amounts)
    split = partial(steps_by_segment, before.kind)
    spread = Spread(amounts, np.stack([before.covariance, after.covariance]), split)
    steps = tuple(_part(name, parts[k].sum(), spread.of_step(k)) for k, name in enumerate(STEPS[before.kind]))
    segments = [_segment(before.kind, name, g, amounts, parts, spread) for g, name in enumerate(names)]
    segments.sort(key=lambda segment: (-abs(segment.whole.change), segment.name))
    first, last = value(before.kind, amounts[0]), value(before.kind, amounts[1])
    change = _part("change", last - first, spread.of_whole())
    return Split(before.kind, first, last, change, steps, tuple(segments))


def value(kind: Kind, amounts: Array) -> float:
    """The KPI itself; a rate of nothing is not a number."""
    if kind == "sum":
        return float(amounts[:, 2].sum())
    return float(amounts[:, 1].sum() / amounts[:, 0].sum()) if amounts[:, 0].sum() else float("nan")


def steps_by_segment(kind: Kind, amounts: Array) -> Array:
    """`amounts[..., period, segment, measure]` to the change `[..., step, segment]`."""
    before, after = _factors(kind, amounts[..., 0, :, :], amounts[..., 1, :, :])
    worth = worths(before, after)
    if kind == "rate":
        worth[0] = worth[0] - _average(worth[0], before[0], after[0])
    parts = [(last - first) * each for first, last, each in zip(before, after, worth, strict=True)]
    return np.stack(np.broadcast_arrays(*parts), axis=-2)


def _factors(kind: Kind, before: Array, after: Array) -> tuple[list[Array], list[Array]]:
    if kind == "rate":
        rates = _ratios(before[..., 1], before[..., 0], after[..., 1], after[..., 0])
        return [_shares(before[..., 0]), rates[0]], [_shares(after[..., 0]), rates[1]]
    rates = _ratios(before[..., 1], before[..., 0], after[..., 1], after[..., 0])
    values = _ratios(before[..., 2], before[..., 1], after[..., 2], after[..., 1])
    volumes = [each[..., 0].sum(axis=-1, keepdims=True) for each in (before, after)]
    shares = [_shares(before[..., 0]), _shares(after[..., 0])]
    return [volumes[0], shares[0], rates[0], values[0]], [volumes[1], shares[1], rates[1], values[1]]


def _shares(counts: Array) -> Array:
    total = counts.sum(axis=-1, keepdims=True)
    return np.asarray(counts / np.where(total == 0, 1, total))


def _ratios(before: Array, before_of: Array, after: Array, after_of: Array) -> tuple[Array, Array]:
    """Two ratios; where one period has nothing to divide by, it takes the other's: its absence is mix, not rate."""
    first = before / np.where(before_of == 0, 1, before_of)
    last = after / np.where(after_of == 0, 1, after_of)
    return np.where(before_of == 0, last, first), np.where(after_of == 0, first, last)


def _average(worth: Array, before: Array, after: Array) -> Array:
    """What the average row is worth: a segment that grows gains a rate only as far as it is better than that."""
    weight = (before + after) / 2
    return np.asarray((weight * worth).sum(axis=-1, keepdims=True))


def _part(name: str, change: float, error: float) -> Part:
    return Part(name, float(change), float(change - SURE * error), float(change + SURE * error))


def _segment(kind: Kind, name: str, g: int, amounts: Array, parts: Array, spread: Spread) -> Segment:
    steps = tuple(_part(step, parts[k, g], spread.of_cell(k, g)) for k, step in enumerate(STEPS[kind]))
    before, after = (tuple(float(each) for each in amounts[p, g]) for p in (0, 1))
    return Segment(name, before, after, steps, _part(name, parts[:, g].sum(), spread.of_segment(g)))
