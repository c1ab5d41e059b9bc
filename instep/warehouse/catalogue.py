"""Which tables are there, in words? Read off the files, so that it can't go out of date."""

from itertools import groupby

from instep.warehouse.home import Home
from instep.warehouse.tables import TableFile, recipe, table_files

HEAD = """# Every table

A row of each, and what it is made from. Between two builds, new records change what is *local to* whom they are about;
what was *learned by* a word stays, and only new words are added; a *whole* table waits for the next build.
This page is written by `instep tables`; a test fails when it is out of date.
"""


def page(home: Home) -> str:
    """The catalogue as Markdown, room by room."""
    return HEAD + "".join(_room(room, list(files), home) for room, files in groupby(table_files(), key=_room_of))


def _room(room: str, files: list[TableFile], home: Home) -> str:
    rows = "".join(f"| `{file.name}` | {file.grain} | {file.locality} | {_reads(file, home)} |\n" for file in files)
    return f"\n## {room}\n\n| table | a row is | between builds | made from |\n|---|---|---|---|\n{rows}"


def _room_of(file: TableFile) -> str:
    return file.room


def _reads(file: TableFile, home: Home) -> str:
    return ", ".join(f"`{name}`" for name in sorted(recipe(file, home).reads))
