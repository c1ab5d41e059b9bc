"""What would the journey of the sample company look like, had its systems agreed on everything?

Straight from the generator's memory to the rows that the scan reads, so that many seeds take seconds and not hours.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from instep.demo.market import CHANNELS, PRODUCTS, REGIONS, SEGMENTS
from instep.demo.weeks import MONDAY
from instep.demo.world import World

PROMISE_HOURS = 24.0


def paths(world: World) -> pa.Table:
    """The product is known of opportunities only, as in the exports."""
    funnel, history, people = world.funnel, world.history, world.people
    product = np.array([each.name for each in PRODUCTS], dtype=object)[people.product]
    return pa.table(
        {
            "person_id": [str(number) for number in range(len(people))],
            "lead_at": _at(funnel.lead_at),
            "sales_ready_at": _at(funnel.ready_at, history.is_ready),
            "opportunity_at": _at(funnel.opened_at, history.is_opened),
            "won_at": _at(funnel.closed_at, history.is_won),
            "won_amount": np.where(history.is_won, history.amount, 0.0),
            "amount_currency": ["EUR"] * len(people),
            "channel": _named(CHANNELS, funnel.channel),
            "team": np.array([each.team for each in REGIONS], dtype=object)[people.region],
            "region": _named(REGIONS, people.region),
            "segment": _named(SEGMENTS, people.segment),
            "product": np.where(history.is_opened, product, "unknown"),
            "received_at": _at(funnel.ready_at, history.is_ready),
            "due_at": _at(funnel.ready_at + PROMISE_HOURS, history.is_ready),
            "first_touch_at": _at(funnel.touch_at, history.is_touched),
        }
    )


def _named(rows: tuple, codes: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([each.name for each in rows], dtype=object)[codes]


def _at(hours: np.ndarray, happened: np.ndarray | None = None) -> pa.Array:  # type: ignore[type-arg]
    moments = ((MONDAY.timestamp() + np.nan_to_num(hours) * 3600) * 1e6).astype(np.int64)
    return pa.array(moments, mask=None if happened is None else ~happened).cast(pa.timestamp("us", "UTC"))
