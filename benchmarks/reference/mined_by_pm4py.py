"""What does pm4py find in a log, and how long does that take? Runs in an environment that holds pm4py.

    python mined_by_pm4py.py LOG.parquet

Prints JSON: seconds of each answer, and the counts.
"""

import contextlib
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

with contextlib.redirect_stdout(sys.stderr):
    import pandas
    import pm4py


def timed(name: str, answer: Callable[[], Any]) -> Any:
    gc.disable()
    wall, cpu = time.perf_counter(), sum(os.times()[:2])
    with contextlib.redirect_stdout(sys.stderr):
        found = answer()
    seconds[name] = {"wall": time.perf_counter() - wall, "cpu": sum(os.times()[:2]) - cpu}
    gc.enable()
    return found


seconds: dict[str, dict[str, float]] = {}
log = pandas.read_parquet(sys.argv[1])
log = timed("prepare", lambda: pm4py.format_dataframe(log, case_id="case", activity_key="activity", timestamp_key="at"))
follows, first, last = timed("directly follows", lambda: pm4py.discover_dfg(log))
waits = timed("performance", lambda: pm4py.discover_performance_dfg(log, perf_aggregation_key="all")[0])
ways = timed("variants", lambda: pm4py.get_variants(log))
print(
    json.dumps(
        {
            "seconds": seconds,
            "directly_follows": sorted([*pair, count] for pair, count in follows.items()),
            "median_waits": sorted([*pair, each["median"]] for pair, each in waits.items()),
            "first": dict(sorted(first.items())),
            "last": dict(sorted(last.items())),
            "variants": sorted([list(way), count] for way, count in ways.items()),
        }
    )
)
