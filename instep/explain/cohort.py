"""Who came in the two periods, and what had become of each at the same age?

One position in every array is one lead. Dimensions are held as codes, so that a segment is a comparison of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from instep.explain.dimension import Dimension, Flags, Numbers, dimension
from instep.explain.handler import completed
from instep.explain.period import Pair

DIMENSIONS = ("channel", "team", "region", "segment", "product")
DAY = 86400.0


@dataclass(frozen=True)
class Leads:
    """Every lead there is; moments are days since 1970, not-a-number where something never happened."""

    dimensions: dict[str, Dimension]
    moments: dict[str, Numbers]
    amount: Numbers
    half: Flags

    @property
    def first_at(self) -> float:
        return float(np.min(self.moments["lead_at"]))

    @property
    def last_at(self) -> float:
        """The last thing that happened to anybody; what is only due does not count."""
        happened = [moment for name, moment in self.moments.items() if name != "due_at"]
        return float(np.nanmax(np.concatenate(happened)))


@dataclass(frozen=True)
class Cohort:
    """The leads of the periods, at equal age. Block 0 is the later period, 1 the one before it."""

    pair: Pair
    dimensions: dict[str, Dimension]
    block: NDArray[np.int64]
    week: NDArray[np.int64]
    half: Flags
    has_clock: Flags
    is_prompt: Flags
    is_touched: Flags
    is_ready: Flags
    is_opportunity: Flags
    is_won: Flags
    amount: Numbers

    @property
    def size(self) -> int:
        return len(self.block)


def leads(table: pa.Table) -> Leads:
    """From the rows of journey.path with the first clock of handoffs.clock beside each."""
    names = [name for name in table.column_names if name.endswith("_at")]
    moments = {name: _days(table.column(name)) for name in names}
    amount = np.nan_to_num(_numbers(table.column("won_amount")))
    dimensions = {name: dimension(table.column(name)) for name in DIMENSIONS if name in table.column_names}
    known = {name: each for name, each in dimensions.items() if len(each.levels) > 1}
    return Leads(completed(known), moments, amount, _halves(table.column("person_id")))


def cohort(every: Leads, pair: Pair) -> Cohort:
    """The leads of the pair's periods; whatever happened later than `pair` allows has not happened yet."""
    block, start = _blocks(every.moments["lead_at"], pair)
    rows = block >= 0
    block, start = block[rows], start[rows]
    at = {name: moment[rows] for name, moment in every.moments.items()}
    cut = np.minimum(at["lead_at"] + pair.horizon.total_seconds() / DAY, start + pair.seen.total_seconds() / DAY)
    happened = {name: moment <= cut for name, moment in at.items()}
    due, touched = at["due_at"], happened["first_touch_at"]
    has_clock = happened["received_at"] & (touched | (due <= cut))
    is_opportunity = happened["opportunity_at"] | happened["won_at"]
    return Cohort(
        pair=pair,
        dimensions={name: each.only(rows) for name, each in every.dimensions.items()},
        block=block,
        week=((at["lead_at"] - start) / 7).astype(np.int64) + 1000 * block,
        half=every.half[rows],
        has_clock=has_clock,
        is_prompt=has_clock & touched & (at["first_touch_at"] <= due),
        is_touched=has_clock & touched,
        is_ready=happened["sales_ready_at"] | is_opportunity,
        is_opportunity=is_opportunity,
        is_won=happened["won_at"],
        amount=np.where(happened["won_at"], every.amount[rows], 0.0),
    )


def _blocks(lead_at: Numbers, pair: Pair) -> tuple[NDArray[np.int64], Numbers]:
    """The block each lead came in, and when that began; -1 for none."""
    block, start = np.full(len(lead_at), -1), np.zeros(len(lead_at))
    for place, period in enumerate(pair.blocks):
        first, last = period.start.timestamp() / DAY, period.end.timestamp() / DAY
        inside = (lead_at >= first) & (lead_at < last)
        block[inside], start[inside] = place, first
    return block, start


def _days(column: pa.ChunkedArray) -> Numbers:
    moments = pc.cast(pc.cast(column, pa.timestamp("us", tz="UTC")), pa.int64())
    return np.asarray(_numbers(moments) / (DAY * 1e6))


def _numbers(column: pa.ChunkedArray) -> Numbers:
    return np.asarray(pc.cast(column, pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def _halves(column: pa.ChunkedArray) -> Flags:
    """Two halves of the persons that have nothing to do with anything but their ids."""
    ids = pc.cast(column, pa.string()).combine_chunks().to_pylist()
    return np.array([sum(each.encode()) % 2 == 0 for each in ids], dtype=np.bool_)
