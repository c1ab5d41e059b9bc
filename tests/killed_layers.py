"""A home in which something is to be laid over, for whoever kills the one who does it."""

from datetime import timedelta
from pathlib import Path

from instep.warehouse import Home, Warehouse, build
from instep.warehouse.live import lay
from tests.histories import START, beginning, deliver

NOW = START + timedelta(days=300)


def beginnings(home: Home) -> None:
    """A version with a layer over it, and another form that came in since."""
    deliver(home, 0, beginning())
    build(home, NOW)
    form(home, 1)
    assert lay(home, NOW)
    form(home, 2)


def form(home: Home, number: int) -> None:
    said = {"source": "website", "record_id": f"late-{number}", "is_deleted": False, "kind": "form", "at": START}
    deliver(home, number, {"activity": [said | {"person_email": "ana@acme.com"}]})


def lay_at(path: Path) -> None:
    lay(Home(path), NOW)


def touches(home: Home) -> list[str]:
    rows = Warehouse.open(home).select("select record_key from timeline.touchpoint")
    return sorted(row["record_key"] for row in rows if row["record_key"].startswith("website/activity/late-"))
