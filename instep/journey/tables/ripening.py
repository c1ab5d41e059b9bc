"""How much of what will come has come, by the age of a cohort?"""

from collections.abc import Callable, Iterator

import pyarrow as pa

from instep.journey.ripening import Curve, curve

GRAIN = (
    "One row per step of the journey and day of age: the share of all expected conversions that has happened by then. "
    "A step with too few conversions to learn from has no rows."
)
READS = ("journey.step", "decided.clock")
SORTED_BY = "stage, next_stage, age_days"
SCHEMA = pa.schema(
    [("stage", pa.string()), ("next_stage", pa.string()), ("age_days", pa.int64()), ("ripe_share", pa.float64())]
)
_STEPS = """
select
  step.stage,
  step.next_stage,
  step.reached_at is not null as is_reached,
  coalesce(step.days, (epoch(clock.as_of_at) - epoch(step.entered_at)) / 86400.0) as days
from journey.step
cross join decided.clock
where step.entered_at <= clock.as_of_at
"""


def rows(read: Callable[[str], pa.Table]) -> pa.Table:
    steps = read(_STEPS)
    learned = [row for pair in _pairs(steps) for row in _learned(steps, pair)]
    return pa.Table.from_pylist(learned, schema=SCHEMA)


def _pairs(steps: pa.Table) -> list[tuple[str, str]]:
    return sorted(set(zip(steps["stage"].to_pylist(), steps["next_stage"].to_pylist(), strict=True)))


def _learned(steps: pa.Table, pair: tuple[str, str]) -> Iterator[dict[str, object]]:
    frame = steps.filter((pa.compute.field("stage") == pair[0]) & (pa.compute.field("next_stage") == pair[1]))
    is_reached, days = frame["is_reached"].to_numpy(), frame["days"].to_numpy()
    found: Curve | None = curve(days[is_reached], days[~is_reached])
    for age, share in enumerate(found.ripe_share if found else []):
        yield {"stage": pair[0], "next_stage": pair[1], "age_days": age, "ripe_share": float(share)}
