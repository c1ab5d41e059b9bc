"""Everything that KPIs count, in one table: the rows of all `measures/*.sql`, named after their file."""

from pathlib import Path

from instep.warehouse import Home

GRAIN = "One row per KPI and thing that it counts: what it adds above the line (from hit_at on) and below (counted_at)."
LOCALITY = "local to entity_id"
SORTED_BY = 'kpi, "at", entity_id'
MEASURES = Path(__file__).parent.parent / "measures"
COLUMNS = (
    *("entity_kind", "entity_id", "label", '"at"', "hit_at", "counted_at", "numerator", "denominator", "currency"),
    *("channel", "campaign", "region", "segment", "industry", "product", "team", "owner_name"),
)


def select(home: Home) -> str:  # noqa: ARG001  a user's own measures will be found in their home
    """The shipped measures under one another."""
    columns = ", ".join(COLUMNS)
    files = sorted(MEASURES.glob("*.sql"))
    return "\nunion all\n".join(
        f"select '{file.stem}' as kpi, {columns} from (\n{file.read_text(encoding='utf-8')}\n) as {file.stem}"  # noqa: S608  file names of ours
        for file in files
    )
