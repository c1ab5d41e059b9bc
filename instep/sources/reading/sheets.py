"""What do the sheets of a workbook hold: XLSX, XLS, XLSB, ODS?"""

import datetime as dt
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from instep.sources.reading.columns import Columns
from instep.sources.reading.header import head_of
from instep.sources.reading.shape import Dialect, Reading, Unreadable


def read_sheets(path: Path) -> list[Reading]:
    try:
        with path.open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
            sheets = {
                name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
            }
    except Exception as error:
        raise Unreadable(path, f"it starts like a workbook but can't be opened ({error}).") from error
    readings = [_reading(path, name, rows) for name, rows in sheets.items()]
    if found := [reading for reading in readings if reading]:
        return found
    raise Unreadable(path, "the workbook has no sheet with values in it.")


def _reading(path: Path, name: str, rows: list[list[Any]]) -> Reading | None:
    """A title above the table fills fewer cells than the table is wide; empty rows are no records."""
    filled = [(at + 1, [text(cell) for cell in row]) for at, row in enumerate(rows)]
    filled = [(at, row) for at, row in filled if any(row)]
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
    notes = [*head.notes, *([f"{start} rows above the table are not part of it."] if start else [])]
    return Reading(path, name, columns.names, columns.table(), columns.refused, notes, Dialect(header_line=header_line))


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


def _filled(row: list[str | None]) -> int:
    return sum(cell is not None for cell in row)


def _usual(rows: list[tuple[int, list[str | None]]]) -> int:
    counts = sorted(_filled(row) for _, row in rows)
    return counts[len(counts) // 2]


def _reach(row: list[str | None]) -> int:
    return max((at + 1 for at, cell in enumerate(row) if cell is not None), default=0)
