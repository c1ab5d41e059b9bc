"""Does Explain find what was planted in the sample company, at its place and of its size, and nothing where nothing is?

    python -m benchmarks.explain_sample [--seeds 20] [--persons 12000] [--built] [--json FILE]

Each seed is told twice, with causes and without. A cause is found when the scan of the quarter in which it began names
its family and its segment; its size is covered when the truth (won within 90 days of the first record) lies within.
With `--built` each company goes through its exports, the import and the build (half a minute each), else straight from
the generator's memory.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from instep.explain.tests.judging import Judged, Verdict, from_memory, through_build


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=20)
    asked.add_argument("--persons", type=int, default=12_000)
    asked.add_argument("--built", action="store_true")
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    tell = through_build if options.built else from_memory
    seeds, console = range(1, options.seeds + 1), Console(stderr=True)
    planted = [tell(seed, options.persons, True) for seed in track(seeds, "With causes", console=console)]
    calm = [tell(seed, options.persons, False) for seed in track(seeds, "Without", console=console)]
    show(planted, calm, Console())
    if options.json:
        said = {"with": [asdict(each) for each in planted], "without": [asdict(each) for each in calm]}
        options.json.write_text(json.dumps(said, default=str, indent=1), encoding="utf-8")


def show(planted: list[Verdict], calm: list[Verdict], console: Console) -> None:
    columns = ("family", "planted", "found", "first", "size covered", "median error")
    table = Table(*columns, title="Explain on the sample company")
    every = [each for verdict in planted for each in verdict.judged]
    for family in sorted({each.family for each in every}):
        table.add_row(family, *_row([each for each in every if each.family == family]))
    table.add_row("all", *_row(every))
    console.print(table)
    console.print(f"Findings beyond the planted ones: {_extra(planted)} in {len(planted)} companies")
    console.print(f"Findings where nothing was planted: {_extra(calm)} in {len(calm)} companies")


def _extra(verdicts: list[Verdict]) -> int:
    return sum(len(verdict.extra) for verdict in verdicts)


def _row(judged: list[Judged]) -> list[str]:
    told = [each for each in judged if each.told]
    errors = sorted(abs(each.told.money / each.true_money - 1) for each in told if each.told)
    counts = len(judged), len(told), sum(each.rank == 0 for each in told), sum(each.is_covered for each in told)
    return [*map(str, counts), f"{errors[len(errors) // 2]:.0%}" if errors else "—"]


if __name__ == "__main__":
    main()
