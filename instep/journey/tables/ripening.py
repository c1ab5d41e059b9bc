"""How much of what will come has come, by the age of a cohort?"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from instep.journey.ripening import Numbers, curve

GRAIN = (
    "One row per step of the journey and day of age: the share of all expected conversions that has happened by then. "
    "A step with too few conversions to learn from has no rows."
)
LOCALITY = "whole"
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
    steps: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for age in read(_AGES).to_pylist():
        steps.setdefault((age["stage"], age["next_stage"]), []).append(age)
    learned = [row for step in sorted(steps) for row in _learned(step, steps[step])]
    return pa.Table.from_pylist(learned, schema=SCHEMA)


def _learned(step: tuple[str, str], ages: list[dict[str, Any]]) -> Iterator[dict[str, object]]:
    found = curve(_by_day(ages, "converted_count"), _by_day(ages, "waiting_count"))
    for age, share in enumerate(found.ripe_share if found else []):
        yield {"stage": step[0], "next_stage": step[1], "age_days": age, "ripe_share": float(share)}


def _by_day(ages: list[dict[str, Any]], count: str) -> Numbers:
    return np.bincount([age["age_days"] for age in ages], weights=[age[count] for age in ages])
