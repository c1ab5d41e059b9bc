"""Of which moment does a list speak, so that everybody who looks within a minute gets the same answer at once?"""

from datetime import datetime

from instep.warehouse import Warehouse


def minute_of(warehouse: Warehouse, now: datetime) -> datetime:
    """The minute that has begun, or the moment of the tables where that is later: what is new need not wait."""
    begun = now.replace(second=0, microsecond=0)
    built_at = datetime.fromisoformat(warehouse.manifest.as_of_at) if warehouse.manifest else now
    return built_at if begun < built_at <= now else begun
