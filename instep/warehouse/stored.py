"""How do a table's rows lie in its file, so that looking some of them up is quick?"""

import re
from dataclasses import dataclass

_SORTED = re.compile(r"^-- sorted by (?P<columns>.+)$", re.MULTILINE)
_PLAIN = re.compile(r"^-- stored plain$", re.MULTILINE)


@dataclass(frozen=True)
class Stored:
    """sorted_by: the columns that look-ups use. is_plain: not compressed, so that a row is read without others."""

    sorted_by: str = ""
    is_plain: bool = False


AS_IT_COMES = Stored()


def stored(sql: str) -> Stored:
    """What the head of a table's file says: `-- sorted by COLUMNS` and `-- stored plain`."""
    found = _SORTED.search(sql)
    return Stored(found["columns"].strip() if found else "", bool(_PLAIN.search(sql)))
