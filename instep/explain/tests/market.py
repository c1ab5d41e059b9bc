"""A small made-up market whose truth is known: four quarters of leads, at most one thing gone wrong in the last."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from instep.explain.cohort import Leads, leads
from instep.explain.period import QUARTER, Pair, adjacent

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CHANNELS, REGIONS = np.array(["ads", "event", "partner", "web"]), np.array(["DACH", "France", "Nordics"])
PRODUCTS, SEGMENTS = np.array(["Plan", "Sense"]), np.array(["Mid-market", "SMB"])
START = NOW - 5 * QUARTER  # the last quarter ends 91 days before now: all have had their time

type Texts = NDArray[np.str_]


def market(fault: str = "", seed: int = 1, count: int = 16_000) -> Leads:
    """`fault`: junk, late, dear, cheap, fewer or moved; each holds for one segment from the fourth quarter on."""
    draw = np.random.default_rng(seed)
    at = np.sort(draw.random(count)) * 4 * QUARTER.days
    is_late = at >= 3 * QUARTER.days
    channel, region = draw.choice(CHANNELS, count), draw.choice(REGIONS, count)
    product, segment = draw.choice(PRODUCTS, count), draw.choice(SEGMENTS, count)
    if fault == "moved":
        channel = np.where(is_late & (channel == "event") & (draw.random(count) < 0.8), "ads", channel)
    is_junk = is_late & (channel == "web") & (fault == "junk")
    quality = np.where(channel == "ads", 0.10, 0.25) * np.where(is_junk, 0.2, 1)
    waits = np.where(is_late & (region == "DACH") & (fault == "late"), 90.0, 5.0) * draw.exponential(1, count)
    opened = draw.random(count) < quality * np.where(waits < 24, 1, 0.4)
    closing = np.where(is_late & (product == "Sense") & (fault == "dear"), 0.12, 0.4)
    won = opened & (draw.random(count) < closing)
    is_cheap = is_late & (segment == "SMB") & (fault == "cheap")
    amount = np.exp(9 + 0.4 * draw.standard_normal(count)) * np.where(is_cheap, 0.5, 1)
    kept = ~(is_late & (channel == "partner") & (fault == "fewer") & (draw.random(count) < 0.6))
    columns = {
        "person_id": np.array([f"p{number}" for number in range(count)]),
        "lead_at": _at(at),
        "sales_ready_at": _at(at),
        "received_at": _at(at),
        "due_at": _at(at + 1),
        "first_touch_at": _at(at + waits / 24),
        "opportunity_at": _at(at + waits / 24 + 5, opened),
        "won_at": _at(at + waits / 24 + 5 + 40 * draw.random(count), won),
        "won_amount": np.where(won, amount, 0.0),
        "channel": channel,
        "region": region,
        "team": np.char.add("Sales ", region),
        "segment": segment,
        "product": product,
    }
    return leads(pa.table(columns).filter(pa.array(kept)))


def last_pair() -> Pair:
    """The fourth quarter against the third, the first two steadying it."""
    return adjacent(NOW, START)[1]


def _at(days: NDArray[np.float64], happened: NDArray[np.bool_] | None = None) -> pa.Array:
    moments = ((START.timestamp() + days * 86400) * 1e6).astype(np.int64)
    return pa.array(moments, mask=None if happened is None else ~happened).cast(pa.timestamp("us", "UTC"))
