"""Which definitions and KPIs may a field of one's own name?"""

from pathlib import Path

from instep.sources.mapping import Mapping
from instep.sources.own.field import DEFINITION, KPI, PREFIX, UnclearField, UsedBy
from instep.sources.yaml_files import said_in
from instep.warehouse.home import Home
from instep.warehouse.tables import HOUSE


def names(home: Home) -> dict[str, list[str]]:
    """By way: the names of those that are there."""
    own = sorted(home.definitions.glob("*.yaml")) or sorted((HOUSE / "definitions" / "pack").glob("*.yaml"))
    measures = [*HOUSE.glob("goals/kpis/*.yaml"), *(home.path / "goals" / "kpis").glob("*.yaml")]
    return {DEFINITION: sorted({_name(path) for path in own}), KPI: sorted({path.stem for path in measures})}


def check(home: Home, mapping: Mapping) -> None:
    """Raises UnclearField where a field names a definition or a KPI that is not there."""
    fields = [field for records in mapping.records for field in records.own_fields]
    known = names(home) if fields else {}
    for field in fields:
        if problem := unknown(field.used_by, known):
            raise UnclearField(f"{PREFIX}{field.name}: {problem}")


def unknown(used_by: UsedBy, known: dict[str, list[str]]) -> str | None:
    """What is wrong with a need, in a sentence; None for one that is there, or is a decision in words."""
    if used_by.way not in known or used_by.what in known[used_by.way]:
        return None
    return f"there is no {used_by.way} {used_by.what!r}; there are {', '.join(known[used_by.way])}"


def _name(path: Path) -> str:
    said = said_in(path)
    return str(said.get("name", path.stem)) if isinstance(said, dict) else path.stem
