"""What does this room hand to a build, and keep of it? Nothing; the KPIs as they were told, for the next one."""

from datetime import UTC, datetime

from instep.goals.restating import note
from instep.warehouse import Given, Home
from instep.warehouse.tables import Read

KEEPS = "goals.kpi"


def given(_home: Home) -> dict[str, Given]:
    return {}


def keep(home: Home, read: Read) -> None:
    note(home, read, datetime.now(UTC))
