"""How much of what will come has come, by the age of a cohort?"""

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.journey.ripening import Numbers, curve

GRAIN = (
    "One row per step of the journey and day of age: the share of all expected conversions that has happened by then. "
    "A step with too few conversions to learn from has no rows."
)
READS = ("journey.step", "decided.clock")
SORTED_BY = "stage, next_stage, age_days"
SCHEMA = pa.schema(
    [("stage", pa.string()), ("next_stage", pa.string()), ("age_days", pa.int64()), ("ripe_share", pa.float64())]
)
_AGES = """
with aged as (
  select
    step.stage,
    step.next_stage,
    floor(coalesce(step.days, (epoch(clock.as_of_at) - epoch(step.entered_at)) / 86400.0)) as age_days,
    case when step.reached_at is not null then 1 else 0 end as is_reached
  from journey.step
  cross join decided.clock
  where step.entered_at <= clock.as_of_at
)

select
  stage,
  next_stage,
  cast(age_days as bigint) as age_days,
  cast(sum(is_reached) as double) as converted_count,
  cast(count(*) - sum(is_reached) as double) as waiting_count
from aged
group by stage, next_stage, age_days
"""


def rows(read: Callable[[str], pa.Table]) -> pa.Table:
    ages = read(_AGES)
    learned = [row for pair in _pairs(ages) for row in _learned(ages, pair)]
    return pa.Table.from_pylist(learned, schema=SCHEMA)


def _pairs(ages: pa.Table) -> list[tuple[str, str]]:
    return sorted(set(zip(ages["stage"].to_pylist(), ages["next_stage"].to_pylist(), strict=True)))


def _learned(ages: pa.Table, pair: tuple[str, str]) -> Iterator[dict[str, object]]:
    own = ages.filter((pc.field("stage") == pair[0]) & (pc.field("next_stage") == pair[1]))
    found = curve(_by_day(own, "converted_count"), _by_day(own, "waiting_count"))
    for age, share in enumerate(found.ripe_share if found else []):
        yield {"stage": pair[0], "next_stage": pair[1], "age_days": age, "ripe_share": float(share)}


def _by_day(own: pa.Table, count: str) -> Numbers:
    return np.bincount(own["age_days"].to_numpy(), weights=own[count].to_numpy())
