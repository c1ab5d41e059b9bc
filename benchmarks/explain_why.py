"""How does the scan do on the benchmark of planted causes, to which it was not fitted?

    python benchmarks/explain_why.py GENERATOR [--seeds 2] [--rows 100000]

GENERATOR is the folder with generate.py. Its leads, opportunities and activities become rows of the journey.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

PROMISE_HOURS = 24


def rows(folder: Path) -> pa.Table:
    """One row a lead in the shape that the scan reads: the journey's path with its first clock."""
    import duckdb

    leads, opps, calls = (folder / f"{name}.parquet" for name in ("leads", "opportunities", "activities"))
    return duckdb.sql(f"""
        select
            'p' || l.lead_id as person_id, l.created_at::timestamptz as lead_at,
            l.created_at::timestamptz as sales_ready_at,
            o.opened_at::timestamptz as opportunity_at,
            case when o.stage = 'won' then o.closed_at::timestamptz end as won_at,
            case when o.stage = 'won' then o.amount else 0 end as won_amount,
            l.channel, l.region, l.segment, l.product, l.team,
            l.created_at::timestamptz as received_at,
            l.created_at::timestamptz + interval {PROMISE_HOURS} hour as due_at,
            a.first_at::timestamptz as first_touch_at
        from '{leads}' l
        left join (select lead_id, min(opened_at) as opened_at, min(stage) as stage, min(closed_at) as closed_at,
                          max(amount) as amount from '{opps}' group by 1) o using (lead_id)
        left join (select lead_id, min("at") as first_at from '{calls}' group by 1) a using (lead_id)
    """).to_arrow_table()
