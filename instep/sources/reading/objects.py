"""What do JSON objects hold: one a line, or an array of them?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from instep.sources.reading.columns import Columns
from instep.sources.reading.encoding import encoding_of
from instep.sources.reading.names import unique_names
from instep.sources.reading.shape import Dialect, Reading, Refused, Unreadable

BATCH = 20_000
Flat = dict[str, str | None]


class Doubled(ValueError):
    """An object that says the same name twice."""


class TooDeep(ValueError):
    """Objects within objects, further than anybody would write."""

    def __str__(self) -> str:
        return "is nested too deeply"


def read_objects(path: Path) -> list[Reading]:
    """An array (or an object that wraps arrays) is a document; otherwise every line is an object."""
    encoding, notes = encoding_of(path)
    try:
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
            document = _parse(file.read()) if _is_document(path, encoding) else None
    except ValueError as error:
        raise Unreadable(path, f"the JSON breaks off or is damaged: {error}.") from error
    if document is None:
        return [_table(path, path.stem, _lines(path, encoding), encoding, notes)]
    return [_table(path, name, iter(enumerate(items, 1)), encoding, notes) for name, items in _arrays(path, document)]


def _is_document(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding, errors="surrogateescape") as file:
        first = next((line for line in file if line.strip()), "")
    if first.lstrip().startswith("["):
        return True
    try:
        found = _parse(first)
    except Doubled:
        return False
    except ValueError:
        return first.strip() == "{" or not first.rstrip().endswith("}")
    return isinstance(found, dict) and any(_is_rows(value) for value in found.values()) and _is_single_line(path)


def _is_single_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.readline()
        return not file.read(4096).strip()


def _arrays(path: Path, document: Any) -> list[tuple[str, list[Any]]]:
    if isinstance(document, list):
        return [(path.stem, document)]
    found = [(name, value) for name, value in document.items() if _is_rows(value)]
    return found or [(path.stem, [document])]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, Any]]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def _table(path: Path, name: str, items: Iterator[tuple[int, Any]], encoding: str, notes: list[str]) -> Reading:
    """Two passes over flat records: the names first seen, in their order, then the columns."""
    flat: list[tuple[int, Flat]] = []
    refused: list[Refused] = []
    order: dict[str, None] = {}
    for number, item in items:
        try:
            record = flatten(_parse(item) if isinstance(item, str) else item)
        except ValueError as error:
            refused.append(Refused(number, _reason(error), _said(item)))
            continue
        order.update(dict.fromkeys(record))
        flat.append((number, record))
    names, renamed = unique_names(list(order))
    columns = Columns(names)
    for at in range(0, len(flat), BATCH):
        part = flat[at : at + BATCH]
        columns.add([[record.get(key) for key in order] for _, record in part], [number for number, _ in part])
    refused = sorted([*refused, *columns.refused], key=lambda one: one.line)
    return Reading(path, name, names, columns.table(), refused, [*notes, *renamed], Dialect(encoding))


def flatten(value: Any) -> Flat:
    """Nested objects become names with dots; a list stays JSON text."""
    if not isinstance(value, dict):
        raise ValueError("is not an object")
    try:
        return _flat(value, "")
    except RecursionError:
        raise TooDeep from None


def _flat(value: dict[str, Any], prefix: str) -> Flat:
    flat: Flat = {}
    for key, inner in value.items():
        found = _flat(inner, f"{prefix}{key}.") if isinstance(inner, dict) and inner else {prefix + key: _text(inner)}
        if flat.keys() & found.keys():
            raise Doubled(f"says “{prefix}{key}” twice")
        flat |= found
    return flat


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _parse(text: str) -> Any:
    """Numbers keep their spelling: 1.10 stays 1.10."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=_object)
    except RecursionError:
        raise TooDeep from None


def _said(item: Any) -> str:
    try:
        return str(item).strip()
    except RecursionError:
        return "{…}"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Doubled("says one name twice")
    return found


def _reason(error: ValueError) -> str:
    return f"is not valid JSON: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)
