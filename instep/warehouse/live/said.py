"""What did people say about records, or take back, since the last full version?"""

from collections.abc import Mapping
from dataclasses import replace

from instep.warehouse.given import Given
from instep.warehouse.live.small import Small
from instep.warehouse.overlay import BASE

DIFFERENCE = """
(from said_now except all from {before})
union all
(from {before} except all from said_now)
"""


def newly_said(engine: Small, given: Mapping[str, Given]) -> dict[str, Given]:
    """Of each table about records the rows that came, and those that went."""
    return {name: _difference(engine, name, table) for name, table in given.items() if table.about}


def _difference(engine: Small, name: str, table: Given) -> Given:
    engine.connection.register("said_now", table.rows)
    found = engine.read(DIFFERENCE.format(before=f"{BASE}.{name}"))
    engine.connection.unregister("said_now")
    return replace(table, rows=found.cast(table.schema))
