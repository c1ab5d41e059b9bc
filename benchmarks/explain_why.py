"""How does the scan do on another generator of planted causes, to which it was not fitted?

    python -m benchmarks.explain_why FOLDER [--seeds 1] [--rows 100000]

FOLDER holds generate.py. Only causes of families that the scan knows are asked, and `none`. Its leads become rows of
the journey; a promise of 24 hours is laid over its calls.
"""

from __future__ import annotations

import argparse
import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pyarrow as pa
from rich.console import Console
from rich.table import Table

from instep.explain.cohort import leads
from instep.explain.finding import Finding
from instep.explain.period import Pair, Period
from instep.explain.scan import scan

CAUSES = (
    *("none", "channel_spam", "quality_drop", "volume_drop", "mix_shift", "sla_breach", "follow_up_stop"),
    *("price_change", "competitor", "discounting"),
)
LOOKED_AT = datetime(2026, 2, 6, tzinfo=UTC)
WINDOW = timedelta(weeks=12)
PATHS = """
select
    cast(lead.lead_id as varchar) as person_id,
    lead.created_at as lead_at,
    lead.created_at as sales_ready_at,
    deal.opened_at as opportunity_at,
    case when deal.stage = 'won' then deal.closed_at end as won_at,
    case when deal.stage = 'won' then deal.amount else 0 end as won_amount,
    lead.channel, lead.region, lead.segment, lead.product, lead.team,
    lead.created_at as received_at,
    lead.created_at + interval 24 hour as due_at,
    call."at" as first_touch_at
from lead
left join deal on deal.lead_id = lead.lead_id
left join call on call.lead_id = lead.lead_id
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--seeds", type=int, default=1)
    asked.add_argument("--rows", type=int, default=100_000)
    options = asked.parse_args()
    generator = loaded(options.folder / "generate.py")
    table = Table("cause", "companies", "found", "first", "size covered", "further findings")
    for cause in CAUSES:
        results = [judged(generator, cause, seed, options.rows) for seed in range(1, options.seeds + 1)]
        sums = [sum(column) for column in zip(*results, strict=True)]
        table.add_row(cause, str(options.seeds), *map(str, sums))
    Console().print(table)


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(generator: ModuleType, cause: str, seed: int, rows: int) -> tuple[int, int, int, int]:
    """Found, found first, size within the interval, findings beyond the planted one."""
    tables, truth = generator.build(seed, cause, rows)
    answer, _ = scan(leads(paths(tables)), pair(), [])
    findings = list(answer.findings)
    ranks = [_rank(findings, planted) for planted in truth["causes"]]
    hits = [(rank, planted) for rank, planted in zip(ranks, truth["causes"], strict=True) if rank is not None]
    covered = sum(_covers(findings[rank], planted) for rank, planted in hits)
    return len(hits), sum(rank == 0 for rank, _ in hits), covered, len(findings) - len(hits)


def paths(tables: dict[str, Any]) -> pa.Table:
    with duckdb.connect() as connection:
        for name, key in (("lead", "leads"), ("deal", "opps"), ("call", "act")):
            connection.register(name, tables[key])
        return connection.sql(PATHS).to_arrow_table()


def pair() -> Pair:
    """The generator's two windows of twelve weeks, and three before them."""
    start = datetime(2025, 8, 11, tzinfo=UTC)
    blocks = [Period(start - WINDOW * back, start - WINDOW * (back - 1)) for back in range(5)]
    return Pair(blocks[1], blocks[0], LOOKED_AT, earlier=tuple(blocks[2:]))


def _rank(findings: list[Finding], planted: dict[str, Any]) -> int | None:
    same = [each.family == planted["family"] and each.locus_record == planted["locus"] for each in findings]
    return same.index(True) if True in same else None


def _covers(finding: Finding, planted: dict[str, Any]) -> bool:
    return bool(finding.size.low <= planted["expected_revenue_effect"] <= finding.size.high)


if __name__ == "__main__":
    main()
