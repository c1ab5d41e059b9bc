"""Builds every table from the rooms' SELECTs, and answers questions about them.

`build` makes a new, immutable version of all tables and publishes it in one step; `current` reads the published one.
"""

import importlib
from typing import TYPE_CHECKING, Any

from instep.warehouse.given import Given
from instep.warehouse.home import Home

if TYPE_CHECKING:
    from instep.warehouse.building import Build, Step, build
    from instep.warehouse.reading import NotBuilt, Warehouse, current

WHEN_ASKED = {
    **dict.fromkeys(("Build", "Step", "build"), "instep.warehouse.building"),
    **dict.fromkeys(("NotBuilt", "Warehouse", "current"), "instep.warehouse.reading"),
}
"""Whoever only wants to know where the home is loads no engine."""
__all__ = ["Build", "Given", "Home", "NotBuilt", "Step", "Warehouse", "build", "current"]


def __getattr__(name: str) -> Any:
    if name not in WHEN_ASKED:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(importlib.import_module(WHEN_ASKED[name]), name)
