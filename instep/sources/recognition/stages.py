"""What does a source's own list of stages say: which of them mean won, lost or open?"""

from collections.abc import Iterable

from instep.sources.recognition.draft import Draft
from instep.sources.values.cells import cells
from instep.sources.values.flags import flag_of


def stage_outcomes(drafts: Iterable[Draft]) -> dict[str, str]:
    """Stage id and stage name → won, lost or open."""
    found: dict[str, str] = {}
    for draft in drafts:
        if draft.records and draft.main.kind == "stage":
            found |= _outcomes(draft)
    return found


def _outcomes(draft: Draft) -> dict[str, str]:
    columns = {name: draft.main.column(name) for name in ("is_won", "is_closed", "name")}
    if columns["is_won"] is None:
        return {}
    ids = [*draft.main.record_id.columns[-1:], *([columns["name"]] if columns["name"] else [])]
    said: dict[str, str] = {}
    for row in cells(draft.reading.rows).to_pylist():
        is_won = flag_of(row[columns["is_won"]] or "")
        is_closed = flag_of(row.get(columns["is_closed"] or "") or "") or is_won
        outcome = "won" if is_won else "lost" if is_closed else "open"
        said |= {row[column]: outcome for column in reversed(ids) if row.get(column)}
    return said
