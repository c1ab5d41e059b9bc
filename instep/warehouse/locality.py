"""Which rows of a table does a new record concern? Each table says so next to its grain.

`-- local to person_id`: only the rows of the persons (accounts, records …) that hang together with it.
`-- read off email`: none that are there. A row depends on nothing but the word it is about.
`-- learned by domain`: none that are there. What all records together taught stays until the next build; only what
nobody has written before is added.
`-- whole`: possibly every row, so the table waits for the next build.
"""

import re
from dataclasses import dataclass
from functools import cache

SAID = re.compile(r"^(?:-- )?(?P<kind>local to|read off|learned by|whole)(?: (?P<columns>[a-z_, ]+))?$", re.MULTILINE)


class Undeclared(Exception):
    """A table does not say which of its rows a new record concerns."""


@dataclass(frozen=True)
class Locality:
    kind: str
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind} {', '.join(self.columns)}".strip()

    @property
    def is_local(self) -> bool:
        return self.kind == "local to"

    @property
    def is_learned(self) -> bool:
        return self.kind == "learned by"

    @property
    def is_added_to(self) -> bool:
        """Rows that are there stay; only new ones are added."""
        return self.kind in ("read off", "learned by")

    @property
    def is_whole(self) -> bool:
        return self.kind == "whole"


@cache
def locality(name: str, said: str) -> Locality:
    """Read off the line of a table's opening comment (or a module's LOCALITY). Raises Undeclared."""
    found = SAID.search(said)
    columns = tuple(column.strip() for column in (found["columns"] or "").split(",") if column) if found else ()
    if not found or bool(columns) == (found["kind"] == "whole"):
        raise Undeclared(f"{name} needs a line `-- local to …`, `-- read off …`, `-- learned by …` or `-- whole`")
    return Locality(found["kind"], columns)
