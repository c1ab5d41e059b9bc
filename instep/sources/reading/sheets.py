"""What do the sheets of a workbook hold: XLSX, XLS, XLSB, ODS?"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from instep.sources.reading.columns import Columns
from instep.sources.reading.footers import footer
from instep.sources.reading.header import head_of
from instep.sources.reading.shape import Dialect, Reading, Unreadable
from instep.sources.reading.sheet_rows import MOST_MEMORY, MOST_SECONDS
from instep.sources.reading.swelling import MOST_TIMES, allowed

MOST_UNPACKED = 1 << 30
PATIENCE = 4
"""Times its processor time that a workbook may take by the clock."""
TOO_MUCH = (
    f"opening it takes more than {MOST_MEMORY >> 30} GB of memory or {MOST_SECONDS} seconds; "
    "it may be made to do harm. If it is not, save it as CSV."
)
Rows = list[list[str | None]]


def read_sheets(path: Path) -> list[Reading]:
    _check_size(path)
    readings = [_reading(path, name, rows) for name, rows in _sheets(path).items()]
    if found := [reading for reading in readings if reading]:
        return found
    raise Unreadable(path, "the workbook has no sheet with values in it.")


def _check_size(path: Path) -> None:
    """What its parts say they unpack to; whoever lies about it is stopped by the limits of the process."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > MOST_UNPACKED or size > allowed(path.stat().st_size):
        limit = f"{MOST_UNPACKED >> 30} GB or {MOST_TIMES} times its size"
        raise Unreadable(path, f"unpacked the workbook is larger than {limit}; it may be made to do harm.")


def _sheets(path: Path) -> dict[str, Rows]:
    """In a process of its own, so that a workbook made to do harm stops there."""
    command = [sys.executable, "-m", "instep.sources.reading.sheet_rows", str(path.absolute())]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        try:
            done = subprocess.run(  # noqa: S603
                command, stdout=said, stderr=subprocess.PIPE, timeout=PATIENCE * MOST_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable(path, TOO_MUCH) from error
        if done.returncode:
            raise Unreadable(path, _why(done.returncode, done.stderr.decode("utf-8", "replace")))
        said.seek(0)
        return _told(said)


def _why(code: int, error: str) -> str:
    if code == 1 and "memory" not in error.lower():
        return f"it starts like a workbook but can't be opened ({error.strip()[-200:]})."
    return TOO_MUCH


def _told(said: IO[str]) -> dict[str, Rows]:
    sheets: dict[str, Rows] = {}
    rows: Rows = []
    for line in said:
        found = json.loads(line)
        if isinstance(found, dict):
            rows = sheets.setdefault(found["sheet"], [])
        else:
            rows.append(found)
    return sheets


def _reading(path: Path, name: str, rows: Rows) -> Reading | None:
    """A title above the table fills fewer cells than the table is wide; empty rows are no records."""
    filled = [(at + 1, row) for at, row in enumerate(rows) if any(row)]
    if not filled:
        return None
    width = max(_reach(row) for _, row in filled)
    start = next(at for at, (_, row) in enumerate(filled) if _filled(row) * 2 >= min(width, _usual(filled)))
    head = head_of([[cell or "" for cell in row[:width]] for _, row in filled[start:]])
    if head is None:
        return None
    columns = Columns(head.names)
    data = filled[start + head.skipped :]
    columns.add([row[:width] for _, row in data], [at for at, _ in data])
    header_line = None if head.header_at is None else filled[start + head.header_at][0]
    refused = [*columns.refused, *(one.refused() for one in footer(columns))]
    notes, dialect = [*head.notes, *_mentioned(start)], Dialect(header_line=header_line)
    return Reading(path, name, columns.names, columns.table(), refused, notes, dialect, head.said)


def _mentioned(above: int) -> list[str]:
    said = "1 row above the table is" if above == 1 else f"{above} rows above the table are"
    return [f"{said} not part of it."] if above else []


def _filled(row: list[str | None]) -> int:
    return sum(cell is not None for cell in row)


def _usual(rows: list[tuple[int, list[str | None]]]) -> int:
    counts = sorted(_filled(row) for _, row in rows)
    return counts[len(counts) // 2]


def _reach(row: list[str | None]) -> int:
    return max((at + 1 for at, cell in enumerate(row) if cell is not None), default=0)
