"""Does `instep identity resolve`, at its default, tell people apart better and cheaper than its peers at their best?

    make bench-identity [SIZES="50000 200000"] [SEED=31]

Generator, judge and peers lie beside the checkout, in ../shared/bench/identity; without them nothing can be measured.
Every contestant runs in a process of its own. Of ours the CPU seconds are those of the whole process, of the peers
those of the work itself, without start and reading.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parents[2]
BENCH = HERE.parent / "shared" / "bench" / "identity"
PEERS_PYTHON = HERE / ".venv-peers" / "bin" / "python"
QUALITY = ("pair_p", "pair_r", "pair_f1", "b3_f1")
PEERS = "det_guard,splink_basic,splink_rich"


@dataclass(frozen=True)
class Run:
    name: str
    pair_p: float
    pair_r: float
    pair_f1: float
    b3_f1: float
    crowd: float
    """The largest cluster beside the largest true one."""
    cpu_s: float
    memory_gb: float


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=[50_000, 200_000])
    asked.add_argument("--seed", type=int, default=31)
    asked.add_argument("--bench", type=Path, default=BENCH)
    options = asked.parse_args()
    if not (options.bench / "gen.py").exists():
        print(f"Nothing measured: generator, judge and peers are not at {options.bench}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for file in options.bench.glob("*.py"):
            (work / file.name).write_bytes(file.read_bytes())
        for size in options.sizes:
            _measure(work, size, options.seed)
    return 0


def _measure(work: Path, size: int, seed: int) -> None:
    records = work / f"p{size}.parquet"
    _peers(work, "gen.py", "--n", size, "--seed", seed, "--out", records)
    companies = records.with_name(f"{records.name}.companies.parquet")
    ours, largest = _ours(work, records, "true_person")
    persons = [_peer(said, largest) for said in _peer_runs(work, size, records)]
    _show(f"{size:,} records of persons, seed {seed}", [*persons, ours])
    ours, _ = _ours(work, companies, "true_company", "--companies")
    _show(f"{size:,}: their companies", [ours, _groups(work, companies, ours)])


def _peer_runs(work: Path, size: int, records: Path) -> list[dict[str, Any]]:
    out = work / f"peers{size}.jsonl"
    _peers(work, "bench.py", "--n", size, "--data", records, "--tools", PEERS, "--out", out, "--limit", 3600)
    return [json.loads(line) for line in out.read_text().splitlines()]


def _peer(said: dict[str, Any], largest: int) -> Run:
    quality = {name: said[name] for name in QUALITY}
    crowd, cpu, memory = said["max_cluster"] / largest, said["cpu_s"], said["peak_gb"]
    return Run(said["tool"], **quality, crowd=crowd, cpu_s=cpu, memory_gb=memory)


def _ours(work: Path, records: Path, truth: str, *flags: str) -> tuple[Run, int]:
    """And the largest true cluster. Columns of truth are taken away before it may read the records."""
    given, answer = work / "given.parquet", work / "answer.csv"
    hide = "import pandas as pd, sys; d = pd.read_parquet(sys.argv[1]); "
    hide += "d[[c for c in d if not c.startswith('true_') and c != 'tags']].to_parquet(sys.argv[2])"
    subprocess.run([str(PEERS_PYTHON), "-c", hide, str(records), str(given)], check=True)
    command = [sys.executable, "-m", "instep.cli.main", "identity", "resolve", str(given), "--out", str(answer), *flags]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=HERE)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    said = json.loads(_peers(work, "judge.py", records, answer, "--truth", truth))
    quality = {name: said[name] for name in QUALITY}
    crowd, largest = said["max_cluster"] / said["largest_true"], said["largest_true"]
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e9
    return Run("instep", **quality, crowd=crowd, cpu_s=cpu, memory_gb=memory), largest


def _groups(work: Path, companies: Path, ours: Run) -> Run:
    """Parents and subsidiaries: the same answer, by its groups."""
    answer = work / "answer.csv"
    text = answer.read_text()
    answer.write_text(text.replace("entity_id", "company_id", 1).replace("group_id", "entity_id", 1))
    said = json.loads(_peers(work, "judge.py", companies, answer, "--truth", "true_group"))
    quality = {name: said[name] for name in QUALITY}
    crowd = said["max_cluster"] / said["largest_true"]
    return Run("its groups", **quality, crowd=crowd, cpu_s=ours.cpu_s, memory_gb=ours.memory_gb)


def _peers(work: Path, *words: object) -> str:
    ran = subprocess.run([str(PEERS_PYTHON), *map(str, words)], cwd=work, check=True, stdout=subprocess.PIPE, text=True)
    return ran.stdout


def _show(title: str, runs: list[Run]) -> None:
    table = Table(title=title)
    for name in ("", "pair P", "pair R", "pair F1", "B³ F1", "largest / true", "CPU s", "memory GB"):
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    for run in runs:
        quality = [f"{share:.3f}" for share in (run.pair_p, run.pair_r, run.pair_f1, run.b3_f1)]
        table.add_row(run.name, *quality, f"{run.crowd:.1f}", f"{run.cpu_s:.1f}", f"{run.memory_gb:.2f}")
    Console().print(table)


if __name__ == "__main__":
    raise SystemExit(main())
