"""How is what was read said as JSON, record by record, so that the size of the file does not matter?

`docs/reading.md` describes the shape. It only ever grows: a name keeps its meaning.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import batched, islice
from pathlib import Path
from typing import Any

from instep.sources.reading.overflow import relax
from instep.sources.reading.shape import LINE, Reading, Refused

PORTION = 10_000
Say = Callable[[str], object]


def tell(
    path: Path,
    readings: Iterable[Reading],
    error: str | None,
    limit: int | None,
    say: Say,
    values: Sequence[list[dict[str, Any]]],
) -> None:
    """`limit` cuts the records that are shown, never the counts; `values` say of each table what its columns mean."""
    say(f'{{"file": {_json(path.name)}, "error": {_json(error)}, "tables": [')
    for at, reading in enumerate(readings):
        say(",\n" if at else "\n")
        _tell_table(reading, limit, say, values[at])
    say("]}\n")


def _tell_table(reading: Reading, limit: int | None, say: Say, values: list[dict[str, Any]]) -> None:
    about: dict[str, Any] = {
        "name": reading.table,
        "dialect": asdict(reading.dialect),
        "header": reading.header,
        "columns": reading.columns,
        "received_count": reading.received,
        "record_count": reading.received - len(reading.refused),
        "refused_count": len(reading.refused),
    }
    say(_json(about)[:-1])
    _tell_list("refused", _portions(reading.refused), say)
    more: dict[str, Any] = {
        "skipped": [_line(one) for one in reading.skipped],
        "notes": reading.notes,
        "values": values,
    }
    say(f", {_json(more)[1:-1]}")
    _tell_list("records", _records(reading, limit), say)
    _tell_list("lines", _lines(reading, limit), say)
    say("}")


def _tell_list(name: str, portions: Iterator[list[Any]], say: Say) -> None:
    say(f', "{name}": [')
    is_first = True
    for portion in portions:
        say(("" if is_first else ",\n") + _json(portion)[1:-1])
        is_first = False
    say("]")


def _portions(refused: Iterable[Refused]) -> Iterator[list[dict[str, Any]]]:
    return (list(portion) for portion in batched(map(_line, refused), PORTION))


def _records(reading: Reading, limit: int | None) -> Iterator[list[Any]]:
    records = (
        [list(record) for record in zip(*(batch.column(name).to_pylist() for name in reading.columns), strict=True)]
        for batch in reading.rows.to_batches(PORTION)
    )
    return _cut(records, limit)


def _lines(reading: Reading, limit: int | None) -> Iterator[list[Any]]:
    return _cut((batch.column(LINE).to_pylist() for batch in reading.rows.to_batches(PORTION)), limit)


def _cut(portions: Iterable[list[Any]], limit: int | None) -> Iterator[list[Any]]:
    left = limit
    for portion in portions:
        shown = portion if left is None else list(islice(portion, left))
        if shown:
            yield shown
            relax()
        if left is not None:
            left -= len(shown)
            if left <= 0:
                return


def _line(one: Refused) -> dict[str, Any]:
    return asdict(one)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True)
