"""How do refused records come again, mended, so that only they change?

A file that begins like an error file and names a delivery of ours is that delivery's: same system, same table, same
mapping, original line numbers. What people mend in the browser comes the same way, as a delivery of its own.
"""

import re
from collections.abc import Mapping as Named
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.reading import LINE, Reading, Refused
from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import Batch, counting, named
from instep.sources.taking.delivery import read_rows
from instep.sources.taking.refused import FIRST, LAST, as_it_was
from instep.warehouse.home import Home

Cells = dict[str, str]
LINE_IS = "it must be the number of the line that was refused"


@dataclass
class Mended(Reading):
    """Records of a table that were refused before."""

    mends: str | None = None
    """The batch that refused them; None where it is part of the same import."""


def mended_file(home: Home, reading: Reading) -> tuple[Mended, Batch] | None:
    """The records of a mended error file, and whose they are; None for any other file."""
    names = [name.lower() for name in reading.columns]
    if len(names) < 4 or (names[0], names[2], names[-1]) != (FIRST[0], FIRST[2], LAST):
        return None
    ids = {text for text in reading.rows[reading.columns[0]].to_pylist() if text}
    found = named(home, ids.pop()) if len(ids) == 1 else None
    return (_reading(home, found, reading), found) if found and found.undone_at is None else None


def _reading(home: Home, batch: Batch, reading: Reading) -> Mended:
    columns = tuple(name for name in read_rows(batch.folder(home), batch.table).column_names if name != LINE)
    rows, refused = [], []
    for came_in, *each in zip(*(reading.rows[name].to_pylist() for name in (LINE, *reading.columns)), strict=True):
        line, cells, record = _line(each[1]), [as_it_was(text or "") for text in each[3:-1]], each[-1]
        if line is None:
            text = "\t".join(filter(None, cells)) or as_it_was(record or "")
            refused.append(Refused(came_in, f"line says {each[1]!r}: {LINE_IS}", text))
        elif record and not any(cells):
            refused.append(Refused(line, each[2] or "", as_it_was(record)))
        else:
            rows.append({LINE: line} | dict(zip(columns, cells, strict=False)))
    found, unread = _table(columns, rows), [*refused, *reading.refused]
    return Mended(reading.file, batch.table, columns, found, unread, mends=batch.batch_id)


def _line(text: str | None) -> int | None:
    """The number of the record's line; a spreadsheet may have made 12.0 of it."""
    found = re.fullmatch(r"\s*(\d{1,18})(?:[.,]0*)?\s*", text or "", re.ASCII)
    return int(found[1]) if found else None


def mended_rows(reading: Reading, mends: Named[int, Cells]) -> Mended:
    """Those lines of a table that people mended, as a table of their own."""
    held = reading.rows.filter(pc.is_in(reading.rows[LINE], pa.array(sorted(mends), pa.int64()))).to_pylist()
    rows = {row[LINE]: {name: row[name] or "" for name in reading.columns} for row in held}
    whole = [{LINE: line} | rows.get(line, {}) | cells for line, cells in sorted(mends.items())]
    file = reading.file.with_name(f"{reading.file.stem} mended.csv")
    return Mended(file, reading.table, reading.columns, _table(reading.columns, whole), dialect=reading.dialect)


def mended_lines(home: Home, batch: Batch) -> frozenset[int]:
    """The lines of a delivery that came again, mended."""
    own = [each for each in counting(home, slug(batch.source)) if each.mends == batch.batch_id]
    return frozenset(line for each in own for line in read_rows(each.folder(home), each.table)[LINE].to_pylist())


def _table(columns: tuple[str, ...], rows: list[dict[str, object]]) -> pa.Table:
    schema = pa.schema([*((name, pa.string()) for name in columns), (LINE, pa.int64())])
    return pa.Table.from_pylist(rows, schema)
