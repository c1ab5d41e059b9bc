"""What do the steps of an import show of a file that was looked at?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from instep.sources.imports.adding import NEW, Asked
from instep.sources.imports.choice import AS_FOUND, Choice, TableChoice
from instep.sources.imports.fates import fates_of
from instep.sources.imports.mending.cells import cells_of, is_guessed
from instep.sources.kind import WITH_OWN, Kind, kinds
from instep.sources.taking.refusals import ruled

Seen = dict[str, Any]
MOST_OFFERED = 3
Mends = Mapping[int, Mapping[str, str]]
STEPS = (("read", "Read"), ("map", "Map"), ("identify", "Identify"), ("check", "Check and run"))
SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", " ": "space"}
MARKS = {",": "comma", ".": "point", "both": "comma or point, each value by itself"}
ORDERS = {
    "day-month": "day first",
    "month-day": "month first",
    "ask": "could be day or month first: such rows are refused until it is said",
    "mixed": "both orders stand in it: dates that could be either are refused",
}


@dataclass(frozen=True)
class Option:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class ColumnRow:
    """A line of the mapping page."""

    at: int
    name: str
    samples: tuple[str, ...]
    filled_share: float
    confidence: float | None
    proposal: str
    options: list[Option]
    adding: dict[str, Any] | None = None
    """What was said of the field of people's own that it becomes; None where it can't become one."""


def read_page(seen: Seen) -> dict[str, Any]:
    """How each table is written, in words, and the texts that may mean nothing."""
    offered: dict[str, tuple[list[str], list[str]]] = {
        text: ([], []) for table in seen["tables"] for text in table.get("missing", ())
    }
    for each in (each for table in seen["tables"] for each in table.get("placeholders", ())):
        kept, nothing = offered.setdefault(each["text"], ([], []))
        kept += each.get("kept_in", each["columns"])
        nothing += each.get("nothing_in", ())
    tables = [table | {"facts": _facts(table)} for table in seen["tables"]]
    asked = [(text, kept) for text, (kept, nothing) in sorted(offered.items()) if kept or not nothing]
    known = [(text, nothing) for text, (_, nothing) in sorted(offered.items()) if nothing]
    return {"tables": tables, "offered": sorted(offered), "placeholders": asked, "nothings": known}


def _facts(table: Seen) -> list[tuple[str, str]]:
    dialect = table.get("dialect") or {}
    delimiter, header = dialect.get("delimiter"), dialect.get("header_line")
    facts = [
        ("Encoding", dialect.get("encoding") or ""),
        ("Delimiter", SIGNS.get(delimiter, delimiter) if delimiter else ""),
        ("Header", f"line {header}" if header else "none: columns are numbered" if delimiter else ""),
        ("Dates", _of_columns(table, "dates", ORDERS) or "as ISO writes them, or told by their own digits"),
        ("Decimal mark", _of_columns(table, "decimal", MARKS) or "point"),
        ("Times without a zone", table.get("zone") or "UTC"),
        ("Telephones without a country", table.get("country") or "by the record's country or e-mail address"),
        ("Currency", table.get("currency") or "as a column says; else none"),
    ]
    return [(name, words) for name, words in facts if words]


def _of_columns(table: Seen, name: str, words: dict[str, str]) -> str:
    """What was inferred of columns, each with an example."""
    found = [each for each in table.get("columns", ()) if each[name]]
    said = [f"{each['name']}: {words.get(each[name], each[name])}{_example(each)}" for each in found[:6]]
    return "; ".join(said)


def _example(column: Seen) -> str:
    return f", such as {column['samples'][0]}" if column["samples"] else ""


def mapping_page(seen: Seen, choice: Choice, asked: Asked) -> dict[str, Any]:
    chosen = [choice.tables.get(table["table"], TableChoice()) for table in seen["tables"]]
    tables = [_mapped(at, table, chosen[at], asked) for at, table in enumerate(seen["tables"])]
    return {"tables": tables, "kinds": [(name, kind.meaning) for name, kind in kinds().items()]}


def _mapped(place: int, table: Seen, chosen: TableChoice, asked: Asked) -> Seen:
    kind = kinds().get(table.get("kind") or "")
    rows = [_row(f"{place}-{at}", at, each, kind, chosen, asked) for at, each in enumerate(table.get("columns", ()))]
    return table | {"mapping_rows": rows, "unused_count": sum(not _use(each) for each in table.get("columns", ()))}


def _row(key: str, at: int, column: Seen, kind: Kind | None, chosen: TableChoice, asked: Asked) -> ColumnRow:
    adding = asked.of(key, column) if kind and kind.name in WITH_OWN and not column.get("own") else None
    picked = asked.data.get(f"field-{key}", chosen.fields.get(column["name"], AS_FOUND))
    options = [Option(AS_FOUND, _use(column) or "not used", picked == AS_FOUND)]
    options += [Option("", "not used", picked == "")] if _use(column) else []
    fields = kind.fields.values() if kind else ()
    options += [Option(each.name, f"{in_words(each.name)}: {each.meaning}", picked == each.name) for each in fields]
    if adding is not None:
        options.insert(1 + bool(_use(column)), Option(NEW, "a new field, for whom is said below", picked == NEW))
    adding = adding if picked == NEW or not _use(column) else None
    said = (tuple(column["samples"]), column["filled_share"], column["confidence"], _use(column))
    return ColumnRow(at, column["name"], *said, options, adding)


def _use(column: Seen) -> str:
    own = [in_words(name) for name in column["fields"]]
    mine = [f"your own: {in_words(column['own'])}"] if column.get("own") else []
    return ", ".join([*(["id"] if column["is_id"] else []), *own, *mine, *column["elsewhere"]])


def in_words(field: str) -> str:
    return field.replace("_", " ")


def check_page(seen: Seen, choice: Choice) -> dict[str, Any]:
    return {"tables": [_checked(table, choice.mends.get(table["table"], {})) for table in seen["tables"]]}


def _checked(table: Seen, mends: Mends) -> Seen:
    names = [column["name"] for column in table.get("columns", ())]
    rows = table.get("refused_rows", ())
    groups = mendable(names, rows, table.get("refusals", ()), mends)
    again = [fates_of(each) for each in table.get("mended", ())]
    contradicted = [each for came in table.get("mended", ()) for each in came.get("conflicts", ())]
    still = [each for came in table.get("mended", ()) for each in came.get("refusals", ())]
    return table | {
        "groups": groups,
        "fates": fates_of(table),
        "again": again,
        "still": still,
        "contradicted": contradicted,
    }


def mendable(names: list[str], rows: Iterable[Seen], refusals: Iterable[Seen], mends: Mends) -> list[Seen]:
    """Refused records by rule and column, each with the cells that can be mended."""
    by_line = {row["line"]: row | {"mends": mends.get(row["line"], {})} for row in rows}
    return [
        group
        | {"nothings": _nothings(names, by_line.values(), group)}
        | {"is_open": any(by_line[line]["mends"] for line in group["lines"] if line in by_line)}
        | {"rows": [_mendable(by_line[line], names, group["column"]) for line in group["lines"] if line in by_line]}
        for group in refusals
    ]


def _nothings(names: list[str], rows: Iterable[Seen], group: Seen) -> list[tuple[str, int]]:
    """Words without a digit that several refused records have in this column: perhaps they say nothing."""
    column = group["column"]
    if column not in names:
        return []
    at = names.index(column)
    said = Counter(row["cells"][at] for row in rows if any(row["cells"]) and ruled(row["reason"])[0] == column)
    return [(text, n) for text, n in said.most_common(MOST_OFFERED) if n > 1 and not any(map(str.isdigit, text))]


def _mendable(row: Seen, names: list[str], column: str | None) -> Seen:
    """The cell at fault, or all of them where the whole record is."""
    cells = cells_of(row, names)
    places = [at for at, name in enumerate(names) if name == column] or range(min(len(names), 40))
    return {
        "line": row["line"],
        "is_mended": bool(row["mends"]),
        "is_guessed": is_guessed(row),
        "said": " · ".join(text for text in (*row["cells"], row["record"]) if text)[:300],
        "cells": [(at, names[at], row["mends"].get(names[at], cells[at])) for at in places],
    }
