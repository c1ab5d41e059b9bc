"""What did the scan answer for each period and the one before it: the causes found, and the steps examined?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import pyarrow as pa
from threadpoolctl import threadpool_limits

from instep.explain.cohort import DAY, leads
from instep.explain.finding import Examined, Finding
from instep.explain.period import adjacent
from instep.explain.scan import Scan, scan_all
from instep.explain.sentence import evidence, sentence, where
from instep.journey.ending import looking_back_from
from instep.warehouse.tables import Read

GRAIN = "One row per cause found between two adjacent periods, and one per step of the funnel examined in them."
LOCALITY = "whole"
READS = ("journey.path", "handoffs.clock", "decided.clock")
SORTED_BY = "after_start_at, row_kind, ordinal"

PATHS = """
with first_clock as (
    select
        clock.person_id,
        clock.received_at,
        case when clock.is_measured then clock.due_at end as due_at,
        clock.first_touch_at,
        clock.team,
        row_number() over (partition by clock.person_id order by clock.received_at, clock.handoff_id) as ordinal
    from handoffs.clock
)

select
    path.person_id,
    path.lead_at,
    path.sales_ready_at,
    path.opportunity_at,
    path.won_at,
    cast(path.won_amount as double) as won_amount,
    path.amount_currency,
    path.channel,
    coalesce(nullif(path.team, 'unknown'), first_clock.team, 'unknown') as team,
    path.region,
    path.segment,
    path.product,
    first_clock.received_at,
    first_clock.due_at,
    first_clock.first_touch_at
from journey.path
left join first_clock on path.person_id = first_clock.person_id and first_clock.ordinal = 1
where path.lead_at is not null
order by path.lead_at, path.person_id
"""

MOMENT = pa.timestamp("us", "UTC")
SCHEMA = pa.schema(
    [
        ("row_kind", pa.string()),
        ("ordinal", pa.int64()),
        ("before_start_at", MOMENT),
        ("before_end_at", MOMENT),
        ("after_start_at", MOMENT),
        ("after_end_at", MOMENT),
        ("as_of_at", MOMENT),
        ("is_mature", pa.bool_()),
        ("horizon_days", pa.int64()),
        ("family", pa.string()),
        ("step", pa.string()),
        ("team", pa.string()),
        ("locus", pa.string()),
        ("place", pa.string()),
        ("measured", pa.string()),
        ("before_value", pa.float64()),
        ("after_value", pa.float64()),
        ("others_before_value", pa.float64()),
        ("others_after_value", pa.float64()),
        ("row_count", pa.int64()),
        ("money", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("seen_money", pa.float64()),
        ("amount_currency", pa.string()),
        ("score", pa.float64()),
        ("threshold", pa.float64()),
        ("looked_at_count", pa.int64()),
        ("sentence", pa.string()),
        ("evidence", pa.string()),
    ]
)


def rows(read: Read) -> pa.Table:
    table = read(PATHS)
    if not table.num_rows:
        return SCHEMA.empty_table()
    every = leads(table)
    built_at = read("select clock.as_of_at from decided.clock").column(0)[0].as_py().astimezone(UTC)
    first, last = (datetime.fromtimestamp(at * DAY, UTC) for at in (every.first_at, every.last_at))
    currency = _commonest(table.column("amount_currency"))
    with threadpool_limits(1):  # many small matrices: threads would only wait for each other
        scans = scan_all(every, adjacent(looking_back_from(built_at, last), first))
    return pa.Table.from_pylist(list(chain.from_iterable(_of(scan, currency) for scan in scans)), SCHEMA)


def _of(scan: Scan, currency: str) -> list[dict[str, Any]]:
    found = [_found(each, place, currency) for place, each in enumerate(scan.findings, 1)]
    answered = [_periods(scan) | each for each in [*found, *map(_examined, scan.examined)]]
    return [{name: None if value != value else value for name, value in each.items()} for each in answered]


def _periods(scan: Scan) -> dict[str, Any]:
    pair = scan.pair
    return {
        "before_start_at": pair.before.start,
        "before_end_at": pair.before.end,
        "after_start_at": pair.after.start,
        "after_end_at": pair.after.end,
        "as_of_at": pair.as_of,
        "is_mature": pair.is_mature,
        "horizon_days": pair.horizon.days,
    }


def _found(finding: Finding, place: int, currency: str) -> dict[str, Any]:
    return {
        "row_kind": "finding",
        "ordinal": place,
        "family": finding.family,
        "step": finding.step,
        "team": finding.team,
        "locus": json.dumps(finding.locus_record, ensure_ascii=False),
        "place": where(finding),
        "measured": finding.measured,
        "before_value": finding.before,
        "after_value": finding.after,
        "others_before_value": finding.others_before,
        "others_after_value": finding.others_after,
        "row_count": finding.row_count,
        "money": finding.size.money,
        "low": finding.size.low,
        "high": finding.size.high,
        "seen_money": finding.seen.money,
        "amount_currency": currency,
        "score": finding.score,
        "sentence": sentence(finding, currency),
        "evidence": evidence(finding),
    }


def _examined(examined: Examined) -> dict[str, Any]:
    return {
        "row_kind": "examined",
        "ordinal": 0,
        "measured": examined.stage,
        "place": examined.strongest,
        "score": examined.score,
        "threshold": examined.threshold,
        "looked_at_count": examined.looked_at,
    }


def _commonest(column: pa.ChunkedArray) -> str:
    counted = sorted(column.drop_null().value_counts().to_pylist(), key=lambda each: (-each["counts"], each["values"]))
    return str(counted[0]["values"]) if counted else ""
