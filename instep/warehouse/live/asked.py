"""Which tables does anybody ask? Only these are laid over; steps between them are calculated and forgotten."""

import re
from collections.abc import Iterator
from functools import cache

from instep import ROOMS
from instep.warehouse.tables import HOUSE, question_files, table_files

NAME = re.compile(r"\b[a-z]+\.[a-z_]+\b")
CIRCLES = "identity.circle"
"""The room of identity says which records hang together: (key, circle, is_passive)."""
ALWAYS = frozenset({CIRCLES, "identity.link"})
APART = {"tables", "tests", "circles", "migrations"}


@cache
def asked() -> frozenset[str]:
    """Tables that a question or a calculation outside of `tables/` names."""
    named = {name for text in _texts() for name in NAME.findall(text)}
    return ALWAYS | {file.name for file in table_files() if file.name in named and not file.locality.is_whole}


def _texts() -> Iterator[str]:
    yield from (path.read_text(encoding="utf-8") for path in question_files())
    for room in ROOMS:
        for path in (HOUSE / room).rglob("*.py"):
            if not APART & set(path.relative_to(HOUSE).parts):
                yield path.read_text(encoding="utf-8")
