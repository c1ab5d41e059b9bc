"""Where is a definition used? In other definitions, and in every room whose tables are made from who meets it."""

from collections.abc import Sequence
from functools import cache

from instep import ROOMS
from instep.definitions.definition import Definition
from instep.definitions.rule import named
from instep.warehouse.home import Home
from instep.warehouse.tables import recipe, table_files


def leaning_on(name: str, definitions: Sequence[Definition]) -> list[Definition]:
    return [one for one in definitions if name in named(one.rule)]


@cache
def rooms_using(home: Home) -> tuple[str, ...]:
    """The rooms whose tables read the membership, directly or through others, in the order of the house."""
    reads = {file.name: recipe(file, home).reads for file in table_files()}
    found = {"definitions.membership"}
    while new := {name for name, tables in reads.items() if name not in found and tables & found}:
        found |= new
    rooms = {name.split(".")[0] for name in found} - {"definitions"}
    return tuple(room for room in ROOMS if room in rooms)
