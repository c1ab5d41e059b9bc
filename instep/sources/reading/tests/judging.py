"""Was a polluted file read right, right with refusals, or silently different?"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from instep.sources.reading import Reading, Unreadable, read
from instep.sources.reading.tests.pollutions import HEADER, Polluted

RIGHT, REFUSED, LOST, SILENT = "right", "right with refusals", "a clean record refused", "SILENTLY DIFFERENT"
Records = Counter[tuple[str | None, ...]]


def judged(polluted: Polluted, folder: Path) -> tuple[str, str]:
    """The verdict and what it was about."""
    path = folder / f"table{polluted.ending}"
    path.write_bytes(polluted.content)
    try:
        readings = read(path)
    except Unreadable as reason:
        return (RIGHT if not polluted.rows and "empty" in str(reason) else LOST), str(reason)
    return _compared(polluted, readings)


def _compared(polluted: Polluted, readings: Sequence[Reading]) -> tuple[str, str]:
    truth = sum((_records(rows, polluted) for rows in (polluted.rows, *polluted.others)), Records())
    got = sum((_records(_rows(reading), polluted) for reading in readings), Records())
    if wrong := got - truth:
        return SILENT, f"not in the file: {list(wrong)[:2]}"
    refused = sum(len(reading.refused) for reading in readings)
    missing = truth - got
    untouched = missing - _records([row for at, row in enumerate(polluted.rows) if at in polluted.touched], polluted)
    if missing.total() > 0 and not refused:
        return SILENT, f"missing: {list(missing)[:2]}"
    return _with_header(polluted, readings[0], untouched, refused)


def _with_header(polluted: Polluted, first: Reading, untouched: Records, refused: int) -> tuple[str, str]:
    header = [_plain(name, polluted) for name in first.header] if first.header else None
    if header != polluted.header and not (HEADER in polluted.touched and header is None and refused):
        return SILENT, f"header {header}"
    if untouched:
        return LOST, f"{list(untouched)[:2]}: {[(one.line, one.reason) for one in first.refused][:3]}"
    return (REFUSED if refused else RIGHT), ""


def _records(rows: Sequence[Sequence[str | None]], polluted: Polluted) -> Records:
    return Counter(tuple(_plain(cell, polluted) for cell in row) for row in rows)


def _plain(cell: str | None, polluted: Polluted) -> str | None:
    return cell.replace(polluted.loose, "") if cell and polluted.loose else cell


def _rows(reading: Reading) -> list[list[str | None]]:
    return [list(row) for row in zip(*reading.rows.drop(["line"]).to_pydict().values(), strict=True)]
