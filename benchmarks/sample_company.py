"""How long does the sample company take to read, build and serve at 100,000 persons and about 2 million touchpoints?

    python -m benchmarks.sample_company [--persons 100000] [--folder DIR] [--json FILE]

Every step runs in a process of its own, so that its peak memory is its own. The new day is the last day of the same
exports: it is held back from the first import and delivered afterwards.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import new_day, pages

UNTIL = "2026-06-30T00:00:00+00:00"
STEPS = {
    "write": "write_company(folder, seed=1, persons=persons, until=until)",
    "hold back a day": "from benchmarks.new_day import hold_back; hold_back(folder, later, until)",
    "import": "take(folder)",
    "full build": "build(home, until)",
    "import of one new day": "take(later)",
    "build of one new day": "build(home, until)",
}
PREAMBLE = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from instep.demo.company import write_company
from instep.demo.opening import systems
from instep.sources.importing import import_folder
from instep.warehouse import Home, build
folder, later, place = map(Path, sys.argv[1:4])
persons, until, home = int(sys.argv[4]), datetime.fromisoformat(sys.argv[5]), Home(place).create()
def take(exports):
    for system in systems(exports):
        import_folder(home, system, source=system.name, received_at=until + timedelta(days=exports == later))
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=100_000)
    asked.add_argument("--folder", type=Path, default=None)
    asked.add_argument("--json", type=Path, default=None)
    said = asked.parse_args()
    folder = said.folder or Path(tempfile.mkdtemp(prefix="instep-bench-"))
    home = folder / "home"
    arguments = [*(str(folder / name) for name in ("exports", "later", "home")), str(said.persons), UNTIL]
    found: dict[str, object] = {name: step(name, code, arguments) for name, code in STEPS.items()}
    found["rows"] = new_day.row_counts(home)
    found["pages"] = pages.under_load(home)
    if said.json:
        said.json.write_text(json.dumps(found, indent=1))


def step(name: str, code: str, arguments: list[str]) -> dict[str, float]:
    """Run one step in its own process; seconds and the peak of its memory in MB."""
    started = time.monotonic()
    script = f"{PREAMBLE}\n{code}\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True)
    figures = {"seconds": time.monotonic() - started, "peak_mb": int(done.stdout.split()[-1]) / 1024}
    print(f"{name:<24} {figures['seconds']:8.1f} s   {figures['peak_mb']:8.0f} MB at the peak", flush=True)
    return figures


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    main()
