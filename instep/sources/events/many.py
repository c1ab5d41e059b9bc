"""How are many rows written with few statements, so that few times is waited for a turn?"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache

MOST = 128
Values = tuple[object, ...]


def insert(connection: sqlite3.Connection, into: str, rows: Sequence[Values], tail: str = "") -> list[sqlite3.Row]:
    """Insert all rows; what the tail returns comes back. Few texts of statements, so that each is prepared once."""
    found: list[sqlite3.Row] = []
    for portion in _portions(rows):
        text = _statement(into, len(portion[0]), len(portion), tail)
        found += connection.execute(text, [value for row in portion for value in row]).fetchall()
    return found


def _portions(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    """Powers of two, the largest first."""
    at = 0
    while at < len(rows):
        size = min(MOST, 1 << ((len(rows) - at).bit_length() - 1))
        yield rows[at : at + size]
        at += size


@cache
def _statement(into: str, width: int, count: int, tail: str) -> str:
    row = f"({', '.join('?' * width)})"
    return f"{into} values {', '.join([row] * count)} {tail}"
