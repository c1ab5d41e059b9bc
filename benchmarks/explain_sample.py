"""Does Explain find what was planted in the sample company, at its place and of its size, and nothing where nothing is?

    python benchmarks/explain_sample.py [--seeds 20] [--persons 12000] [--json FILE]

Each seed is told twice, with causes and without. A cause is found when the scan of the quarter in which it began names
its family and its segment; its size is covered when the truth (won within 90 days of the first record) lies within.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from rich.console import Console
from rich.table import Table

from instep.demo import UNTIL
from instep.demo.paths import paths_of
from instep.demo.truth import truth
from instep.demo.weeks import hours
from instep.demo.world import world
from instep.explain.cohort import leads
from instep.explain.finding import Finding
from instep.explain.period import adjacent
from instep.explain.scan import Scan, scan_all


@dataclass(frozen=True)
class Judged:
    """One planted cause: was it named, and does the interval hold its true size?"""

    seed: int
    family: str
    locus: dict[str, str]
    true_money: float
    is_found: bool
    is_first: bool
    money: float | None
    low: float | None
    high: float | None

    @property
    def is_covered(self) -> bool:
        return self.low is not None and self.high is not None and self.low <= self.true_money <= self.high


@dataclass(frozen=True)
class Run:
    seed: int
    seconds: float
    judged: list[Judged]
    extra: list[str]


def told(seed: int, persons: int, has_causes: bool) -> Run:
    company = world(seed, persons, hours(UNTIL), has_causes)
    started = time.perf_counter()
    every = leads(paths_of(company))
    scans = scan_all(every, adjacent(UNTIL, datetime.fromtimestamp(every.first_at * 86400, UTC)))
    seconds = time.perf_counter() - started
    return judged_run(seed, truth(company)["causes"], scans, seconds)


def judged_run(seed: int, causes: list[dict[str, Any]], scans: list[Scan], seconds: float) -> Run:
    findings = [each for scan in scans for each in scan.findings]
    judged = [_judged(seed, cause, findings) for cause in causes]
    extra = [_said(each) for each in findings if not any(is_it(each, cause) for cause in causes)]
    return Run(seed, seconds, judged, extra)


def is_it(finding: Finding, cause: dict[str, Any]) -> bool:
    """The right family at the right segment, in the quarter in which it began; team and region are one here."""
    began = abs((finding.pair.after.start - datetime.fromisoformat(cause["current"]["start"])).total_seconds()) < 86400
    places = [cause["locus"], *({name: level} for name, level in cause["locus"].items() if name not in ("from", "to"))]
    return began and finding.family == cause["family"] and finding.locus_record in places


def _judged(seed: int, cause: dict[str, Any], findings: list[Finding]) -> Judged:
    found = next((each for each in findings if is_it(each, cause)), None)
    same = [each for each in findings if found and each.pair == found.pair]
    size = found.size if found else None
    return Judged(
        seed=seed,
        family=cause["family"],
        locus=cause["locus"],
        true_money=cause["effect_amount"],
        is_found=found is not None,
        is_first=found is not None and same[0] == found,
        money=size.money if size else None,
        low=size.low if size else None,
        high=size.high if size else None,
    )


def _said(finding: Finding) -> str:
    return f"{finding.family} {finding.locus_record} {finding.size.money:,.0f}"


def shown(runs: list[Run], calm: list[Run], console: Console) -> None:
    table = Table("family", "planted", "found", "first", "size covered", "median error", title="Sample company")
    every = [each for run in runs for each in run.judged]
    for family in sorted({each.family for each in every}):
        table.add_row(family, *_row([each for each in every if each.family == family]))
    table.add_row("all", *_row(every))
    console.print(table)
    console.print(f"findings beyond the planted ones: {sum(len(run.extra) for run in runs)} in {len(runs)} companies")
    console.print(f"findings where nothing was planted: {sum(len(run.extra) for run in calm)} in {len(calm)} companies")
    console.print(f"seconds a company: {sum(run.seconds for run in runs) / len(runs):.2f}")


def _row(judged: list[Judged]) -> list[str]:
    errors = sorted(abs(each.money / each.true_money - 1) for each in judged if each.money is not None)
    counts = [
        sum(flags) for flags in zip(*((each.is_found, each.is_first, each.is_covered) for each in judged), strict=True)
    ]
    return [str(len(judged)), *map(str, counts), f"{errors[len(errors) // 2]:.0%}" if errors else "—"]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=20)
    asked.add_argument("--persons", type=int, default=12_000)
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    seeds = range(1, options.seeds + 1)
    runs = [told(seed, options.persons, True) for seed in seeds]
    calm = [told(seed, options.persons, False) for seed in seeds]
    shown(runs, calm, Console())
    if options.json:
        options.json.write_text(json.dumps({"with": [asdict(r) for r in runs], "without": [asdict(r) for r in calm]}))


if __name__ == "__main__":
    main()
