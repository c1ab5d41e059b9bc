"""What is known of the cells of a refused record, though it could not be cut into them?"""

import csv
from collections.abc import Sequence
from typing import Any

SIGNS = "\t;,|"


def is_guessed(row: dict[str, Any]) -> bool:
    """It stands there as a whole: its cells are cut as well as can be, for people to say whether they are right."""
    return not any(row["cells"])


def cells_of(row: dict[str, Any], names: Sequence[str]) -> list[str]:
    if not is_guessed(row):
        return list(row["cells"])
    cut = max((_cut(row["record"], sign) for sign in SIGNS), key=len)
    known = cut if len(cut) > 1 else []
    return [*known[: len(names)], *[""] * (len(names) - len(known))]


def _cut(record: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([record], delimiter=sign), [])
    except csv.Error:
        return record.split(sign)
