"""How do the answers of a service become rows of text?"""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from instep.sources.connectors.believed import GONE
from instep.sources.connectors.feed import Row
from instep.sources.connectors.rest.wording import moment, written
from instep.sources.connectors.system import Ask, TableSaid

WHOLE = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]
)
"""Currencies whose smallest unit is the whole one."""
TYPES: dict[type, str] = {
    bool: "yes or no",
    int: "numbers",
    float: "numbers",
    str: "text",
    list: "lists",
    dict: "objects",
}


def found(answer: Any, path: str) -> Any:
    """What stands at names and numbers joined by dots; None where nothing does."""
    for step in path.split(".") if path else ():
        if isinstance(answer, list):
            answer = answer[int(step)] if step.isdigit() and int(step) < len(answer) else None
        else:
            answer = answer.get(step) if isinstance(answer, dict) else None
    return answer


def objects(answer: Any, ask: Ask) -> list[dict[str, Any]]:
    """The rows of one answer; some services name each by its id instead of listing them."""
    rows = found(answer, ask.rows)
    listed = list(rows.values()) if isinstance(rows, dict) and _is_named(rows) else rows
    every = [found(row, ask.inside) for row in (listed if isinstance(listed, list) else [listed])]
    whole = [row for row in every if isinstance(row, dict)]
    return [inner for row in whole for inner in _kept(row, ask)]


def texts(row: dict[str, Any], table: TableSaid, types: dict[str, str]) -> Row:
    flat: dict[str, str | None] = {}
    for name, value in _leaves({**row, **{name: found(row, path) for name, path in table.also.items()}}):
        flat[name] = _text(value)
        types[name] = TYPES.get(type(value), "") or types.get(name, "")
    for name, column in table.money.items():
        flat[name] = amount(flat.get(column), flat.get("currency"))
    for name, said in table.later.items():
        flat[name] = _after(flat.get(said["from"]), flat.get(said["minutes"]))
    if table.gone and all(_says(flat.get(name), said) for name, said in table.gone.items()):
        flat[GONE] = "true"
    return flat


def _says(text: str | None, said: str) -> bool:
    return bool(text) if said == "*" else text == said


def _after(begun: str | None, minutes: str | None) -> str | None:
    if not begun or not minutes:
        return None
    return written(moment(begun) + timedelta(minutes=float(minutes)), "iso")


def amount(text: str | None, currency: str | None) -> str | None:
    """An amount in the smallest unit, as people write it: 1234 is 12.34 euros, and 1234 yen."""
    if text is None or not text.lstrip("-").isdigit():
        return text
    return text if (currency or "").upper() in WHOLE else str(Decimal(text) / 100)


def _is_named(rows: dict[str, Any]) -> bool:
    return bool(rows) and all(isinstance(row, dict) for row in rows.values())


def _kept(row: dict[str, Any], ask: Ask) -> Iterator[dict[str, Any]]:
    """The row, or the rows of a list inside it; `*` begins a path inside the list's own row."""
    for name, inner in _inner(row, ask.each):
        kept = {column: _kept_from(row, inner, name, path) for column, path in ask.keep.items()}
        yield kept if ask.keep else inner


def _inner(row: dict[str, Any], each: str | Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """The rows of the lists inside a row, and the name of their list."""
    lists = each if isinstance(each, Mapping) else {"": each}
    for name, path in lists.items():
        yield from ((name, inner) for inner in ((found(row, path) or []) if path else [row]))


def _kept_from(row: dict[str, Any], inner: Any, name: str, path: str) -> Any:
    if path == "@":
        return name
    return found(inner, path[1:]) if path.startswith("*") else found(row, path)


def _leaves(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        if isinstance(inner, dict) and inner:
            yield from _leaves(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", inner


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value in ({}, []) else json.dumps(value, ensure_ascii=False)
