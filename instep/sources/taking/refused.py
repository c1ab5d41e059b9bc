"""How are refused records handed back, so that they can be mended in a spreadsheet without harm?"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from instep.sources.reading import LINE, Refused

_NUMBER = re.compile(r"^[-+]?[\d.,\s]*\d%?$")


def write_refused(path: Path, columns: tuple[str, ...], rows: Iterable[pa.Table], unread: Iterable[Refused]) -> None:
    """`rows` hold the original columns, `line` and `reason`; what could not even be read stands in `record`."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(each) for each in (LINE, "reason", *columns, "record")])
        for table in rows:
            writer.writerows(_lines(table, columns))
        empty = [""] * len(columns)
        writer.writerows([each.line, harmless(each.reason), *empty, harmless(each.text)] for each in unread)


def harmless(text: str | None) -> str:
    """A spreadsheet shall not take a text for a formula; a negative number stays a number."""
    if text is None:
        return ""
    is_formula = text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if is_formula and not _NUMBER.match(text) else text


def _lines(table: pa.Table, columns: tuple[str, ...]) -> Iterator[list[object]]:
    for row in table.to_pylist():
        yield [row[LINE], harmless(row["reason"]), *(harmless(row[name]) for name in columns), ""]
