"""The rows of a workbook, read in a process of its own with little memory and time, for a workbook may do harm.

`python -m instep.sources.reading.sheet_rows FILE` writes one line of JSON a sheet and a row to stdout.
"""

import datetime as dt
import json
import resource
import sys
from collections.abc import Callable
from typing import Any

MOST_MEMORY = 2 << 30
MOST_SECONDS = 120


def text(cell: Any) -> str | None:
    """The cell as its reader sees it: whole numbers without a point, days without midnight."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ") if cell.time() != dt.time() else cell.date().isoformat()
    return str(cell)


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def write(path: str, say: Callable[[str], object]) -> None:
    from python_calamine import CalamineWorkbook

    with open(path, "rb") as file:
        workbook = CalamineWorkbook.from_filelike(file)
        for name in workbook.sheet_names:
            say(json.dumps({"sheet": name}) + "\n")
            for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False):
                say(json.dumps([text(cell) for cell in row]) + "\n")


if __name__ == "__main__":
    limit()
    try:
        write(sys.argv[1], sys.stdout.write)
    except MemoryError:
        raise SystemExit(3) from None
    except Exception as error:
        sys.stderr.write(str(error) or type(error).__name__)
        raise SystemExit(1) from None
