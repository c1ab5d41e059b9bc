"""What does a build say of each definition, month by month, so that the next one can tell what it restates?"""

from collections import defaultdict
from datetime import datetime

from instep.definitions.definition import in_force
from instep.definitions.reading import definitions
from instep.definitions.restated import Ledger, Told, leaning_of
from instep.warehouse.home import Home
from instep.warehouse.tables import Read

COUNTED = """
    select volume.definition, volume.version, volume.month_at, volume.met_count
    from definitions.volume
    inner join definitions.in_force on in_force.definition = volume.definition and in_force.version = volume.version
"""
VERSIONS = "select definition, version from definitions.in_force"


def ledger(home: Home) -> Ledger:
    return Ledger.of(home, "definitions")


def note(home: Home, read: Read, at: datetime) -> None:
    numbers: dict[str, dict[str, float | None]] = defaultdict(dict)
    for row in read(COUNTED).to_pylist():
        numbers[row["definition"]][f"{row['month_at']:%Y-%m}"] = float(row["met_count"])
    words = in_force(definitions(home.definitions, at.date()), at.date())
    leaning = {name: leaning_of(words, [name]) for name in numbers}
    ledger(home).note(Told(numbers, versions(read), at.isoformat()), leaning, only_by_definition=False)


def versions(read: Read) -> dict[str, int]:
    return {row["definition"]: row["version"] for row in read(VERSIONS).to_pylist()}
