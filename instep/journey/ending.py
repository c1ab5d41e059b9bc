"""From which moment do the last months of the journey count back?"""

from datetime import datetime, timedelta

from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

STALE = timedelta(days=7)


def looking_back_from(built_at: datetime, last_at: datetime) -> datetime:
    """The moment of the build, or the end of the data where they end long before."""
    return last_at + timedelta(seconds=1) if built_at - last_at > STALE else built_at


def until(warehouse: Warehouse) -> datetime:
    """So an export of years ago shows its own last twelve months, not twelve empty ones."""
    assert warehouse.manifest is not None
    built_at = datetime.fromisoformat(warehouse.manifest.as_of_at)
    last_at = next(iter(warehouse.select(question_text("journey/last_known"))))["at"]
    return looking_back_from(built_at, last_at or built_at)
