"""How is each table made, from what was given and in which order?"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import pyarrow as pa

from instep.warehouse.engine import Engine
from instep.warehouse.given import Given, given_by_rooms
from instep.warehouse.home import Home
from instep.warehouse.order import in_order
from instep.warehouse.tables import Recipe, recipe, stamps, table_files


def all_given(home: Home, as_of: datetime, decided: Mapping[str, Given]) -> dict[str, Given]:
    clock = pa.table({"as_of_at": pa.array([as_of], pa.timestamp("us", "UTC"))})
    return given_by_rooms(home) | {"decided.clock": Given.of(clock)} | dict(decided)


def recipes(home: Home, given: Mapping[str, Given]) -> list[Recipe]:
    """How every table is made, in the order in which it can be."""
    return in_order([recipe(file, home) for file in table_files()], given)


def make(engine: Engine, recipe: Recipe) -> int:
    if recipe.select is not None:
        return engine.make(recipe.name, recipe.select, recipe.file.stored)
    return engine.keep(recipe.name, recipe.file.rows(engine.read), recipe.file.stored)


def made_by_all(order: Sequence[Recipe]) -> str:
    """Changes when any table is made in another way, also because people signed another definition."""
    return _made_by(tuple(order), tuple(map(stamps, sorted({each.file.room for each in order}))))


@lru_cache(8)
def _made_by(order: Sequence[Recipe], _written_at: object) -> str:
    texts = [text for each in order for text in (each.file.made_by, each.select or "")]
    return hashlib.md5("\n".join(texts).encode(), usedforsecurity=False).hexdigest()
