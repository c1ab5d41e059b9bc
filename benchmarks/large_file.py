"""How much memory does a CSV file take, whatever its size?

`python -m benchmarks.large_file [MB]` writes a file of that size, reads it and takes it in twice, each in a process of
its own; then the same with a field too many in nearly every record. It fails when any of them needs more than 512 MB.
The files are removed.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.reading import deals

MOST = 512
PORTION = 100_000
FITTING, PARTLY = 20_000, 5


def grown(path: Path, size: int) -> Path:
    """Deals over and over, each with an id of its own."""
    deals(path, PORTION)
    header, _, body = path.read_bytes().partition(b"\n")
    with path.open("wb") as file:
        file.write(header + b"\n")
        number = 0
        while file.tell() < size:
            file.write(body.replace(b"D0", b"D%d" % number) if number else body)
            number += 1
    return path


def spoiled(path: Path) -> Path:
    """Below some records that fit, all have a field too many."""
    worse = path.with_name("spoiled.csv")
    with path.open("rb") as file, worse.open("wb") as other:
        for number, line in enumerate(file):
            other.write(line if number < FITTING else b"x," + line)
    return worse


def peak(home: Path, *words: object) -> float:
    """The most memory that the command held at once, in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    command = [sys.executable, "-m", "instep.cli.main", *map(str, words)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, env=os.environ | {"INSTEP_HOME": str(home)})
    assert done.returncode in (0, PARTLY), done
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(before, after) / 1024


def refusing(path: Path) -> list[tuple[object, ...]]:
    return [("read", path, "--json"), ("import", path, "--source", "shop")]


def main(megabytes: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = grown(Path(folder) / "deals.csv", megabytes << 20)
        home = Path(folder) / "home"
        read = peak(home, "read", path, "--json")
        taken, again = (peak(home, "import", path, "--source", "crm") for _ in range(2))
        worse = [peak(home, *words) for words in refusing(spoiled(path))]
    print(f"{megabytes:,} MB of CSV: reading and writing it as JSON held {read:,.0f} MB, taking it in {taken:,.0f} MB,")
    print(f"taking the same file in once more {again:,.0f} MB")
    print(f"where nearly all is refused, reading held {worse[0]:,.0f} MB, taking in {worse[1]:,.0f} MB")
    return 1 if max(read, taken, again, *worse) > MOST else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
