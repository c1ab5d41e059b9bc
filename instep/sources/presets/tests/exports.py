"""Exports as systems write them: their true column names, with made-up persons. One block a table.

`== system / what: kinds | fields of the first kind`, then header and rows.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from instep.sources.reading import Reading
from instep.sources.tests.tables import reading

FOLDER = Path(__file__).parent
HEAD = re.compile(r"^== (?P<system>\w+) / (?P<what>[^:]+): (?P<kinds>[^|]*)\|(?P<fields>.*)$")


@dataclass(frozen=True)
class Export:
    system: str
    what: str
    kinds: tuple[str, ...]
    fields: frozenset[str]
    """Of the first kind: at least these are found."""
    text: str

    def __str__(self) -> str:
        return f"{self.system} {self.what}"

    def read(self, extra: str = "") -> Reading:
        """As a table whose name tells nothing; `extra` is one more column, of which no preset knows."""
        lines = self.text.strip().splitlines()
        if extra:
            lines = [f"{line} | {extra if at == 0 else f'x{at}'}" for at, line in enumerate(lines)]
        return reading("export", "\n".join(lines))


@cache
def exports() -> tuple[Export, ...]:
    return tuple(found for file in sorted(FOLDER.glob("*.txt")) for found in _read(file.read_text("utf-8")))


def _read(text: str) -> list[Export]:
    found: list[Export] = []
    for block in re.split(r"(?m)^(?=== )", text):
        head, _, body = block.partition("\n")
        if said := HEAD.match(head):
            kinds, fields = said["kinds"].split(), said["fields"].split()
            found.append(Export(said["system"], said["what"].strip(), tuple(kinds), frozenset(fields), body.strip()))
    return found
