"""Builds every table from the rooms' SELECTs, and answers questions about them.

`build` makes a new, immutable version of all tables and publishes it in one step; `current` reads the published one.
"""

from instep.warehouse.building import Build, Step, build
from instep.warehouse.given import Given
from instep.warehouse.home import Home
from instep.warehouse.reading import NotBuilt, Warehouse, current

__all__ = ["Build", "Given", "Home", "NotBuilt", "Step", "Warehouse", "build", "current"]
