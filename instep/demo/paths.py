"""What would a faultless import make of the sample company? One row per person, as journey.path with its first clock.

For tests that need many companies in little time: no files, no matching of records, no build.
"""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from instep.demo.arrays import Flags, Floats, texts
from instep.demo.company import UNTIL
from instep.demo.market import CHANNELS, PRODUCTS, REGIONS, SEGMENTS
from instep.demo.weeks import hours, moments
from instep.demo.world import World, world

PROMISE_HOURS = 24


def paths(seed: int = 1, persons: int = 12_000, until: datetime = UNTIL, causes: bool = True) -> pa.Table:
    return paths_of(world(seed, persons, hours(until.astimezone(UTC)), causes))


def paths_of(known: World) -> pa.Table:
    funnel, history, people = known.funnel, known.history, known.people
    everyone = np.ones(len(people), dtype=np.bool_)
    team = texts([region.team for region in REGIONS])[people.region]
    product = texts([product.name for product in PRODUCTS])[people.product]
    return pa.table(
        {
            "person_id": [f"person-{number}" for number in range(len(people))],
            "lead_at": _at(funnel.lead_at, everyone),
            "sales_ready_at": _at(funnel.ready_at, history.is_ready),
            "accepted_at": _at(history.accepted_at, history.is_accepted),
            "opportunity_at": _at(funnel.opened_at, history.is_opened),
            "won_at": _at(funnel.closed_at, history.is_won),
            "won_amount": np.where(history.is_won, history.amount, 0.0),
            "channel": texts([channel.name for channel in CHANNELS])[funnel.channel],
            "region": texts([region.name for region in REGIONS])[people.region],
            "segment": texts([segment.name for segment in SEGMENTS])[people.segment],
            "product": np.where(history.is_opened, product, "unknown"),
            "team": np.where(history.is_ready, team, "unknown"),
            "received_at": _at(funnel.ready_at, history.is_ready),
            "due_at": _at(funnel.ready_at + PROMISE_HOURS, history.is_ready),
            "first_touch_at": _at(funnel.touch_at, history.is_touched),
        }
    )


def _at(at: Floats, happened: Flags) -> pa.Array:
    """What did not happen (yet) has no moment."""
    return pa.array(moments(np.where(happened, at, np.nan)).astype("datetime64[us]")).cast(pa.timestamp("us", "UTC"))
