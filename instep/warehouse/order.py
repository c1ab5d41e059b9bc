"""In which order are the tables built? Read off their FROM clauses; nobody writes it down."""

from collections.abc import Collection, Iterable
from graphlib import CycleError, TopologicalSorter

from instep.warehouse.tables import Recipe


class Unbuildable(Exception):
    """A table reads something that nobody makes, or itself."""


def in_order(recipes: Iterable[Recipe], given: Collection[str]) -> list[Recipe]:
    """The recipes, each after all that it reads.

    Raises Unbuildable with the table and what is wrong.
    """
    by_name = {recipe.name: recipe for recipe in recipes}
    reads = {name: recipe.reads for name, recipe in by_name.items()}
    for name, tables in reads.items():
        if unknown := sorted(table for table in tables if table not in by_name and table not in given):
            raise Unbuildable(f"{name} reads {', '.join(unknown)}, which no file makes")
    try:
        order = TopologicalSorter({name: sorted(reads[name] & set(by_name)) for name in by_name}).static_order()
        return [by_name[name] for name in order]
    except CycleError as circle:
        raise Unbuildable(f"these tables read each other in a circle: {' → '.join(circle.args[1])}") from circle
