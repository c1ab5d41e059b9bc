"""Which canonical records were taken in and still count, kind by kind?"""

from instep.sources.kind import Kind, kinds
from instep.sources.taking.batch import visible_ids
from instep.warehouse.given import Given
from instep.warehouse.home import Home


def given(home: Home) -> dict[str, Given]:
    """Each kind is there, with an empty table when no file of it was taken in."""
    visible = visible_ids(home)
    return {f"taken.{kind.name}": _taken(home, kind, visible) for kind in kinds().values()}


def _taken(home: Home, kind: Kind, visible: frozenset[str]) -> Given:
    files = sorted((home.taken / kind.name).glob("*.parquet"))
    return Given(kind.schema(), tuple(file for file in files if file.stem in visible))
