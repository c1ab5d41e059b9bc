"""What a hand-off is made from, laid empty; each test lays over it what it is about."""

from datetime import UTC, datetime

from instep.warehouse.testing import Bench, built, given

LAID = {
    "definitions.membership": "definition | version | person_id | account_id | from_at | until_at",
    "timeline.touchpoint": "touchpoint_id | person_id | at | kind | direction | team | is_human | channel | campaign"
    " | subject | owner_name",
    "definitions.buyer": "kind | record_id | subject_id | outcome | amount | started_at | ended_at",
    "journey.path": "person_id | account_id | label | accepted_at | won_at | opportunity_count | amount_currency"
    " | channel | campaign | region | segment | industry | product | owner_name | team",
    "identity.person": "person_id | full_name | email | phone | job_title | account_id | company_name | owner_name"
    " | region | country | industry | employee_count | lead_status",
    "identity.fact": "entity_kind | entity_id | field | value | stated_at | is_golden",
    "identity.link": "entity_id | entity_kind | source | kind | record_id | record_key",
    "identity.membership": "record_key | entity_kind | entity | from_at | until_at",
    "taken.person": "source | record_id | batch_id | line | received_at",
    "timeline.witness": "source",
    "decided.history": "batch_id",
    "decided.verdict": "verdict_id | handoff_id | person_id | received_at | decision | reason | given_at",
    "decided.promise": "dimension | value | hours\nevery | | 24",
    "decided.sent_back_word": "word | reason\nno budget | budget\nunqualified |",
}
BUILT = ("received", "answer", "imported", "status_meaning", "verdict", "progress", "standing", "clock")


def bench(**laid: str) -> Bench:
    """A bench on which the hand-off's tables can be built from what is laid (`timeline__touchpoint="at | …"`)."""
    new = Bench()
    tables = {name.replace("__", "."): text for name, text in laid.items()}
    for name, empty in LAID.items():
        given(new, name, whole(tables.get(name, empty), empty), verdict_id="bigint", hours="double")
    return new


def clocks(on: Bench) -> list[dict[str, object]]:
    rows = built(on, "definitions.in_force", *(f"handoffs.{name}" for name in BUILT))
    return sorted(rows, key=lambda row: (str(row["person_id"]), str(row["received_at"])))


def clock(**laid: str) -> dict[str, object]:
    """The only hand-off there is."""
    (row,) = clocks(bench(**laid))
    return row


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def whole(text: str, pattern: str) -> str:
    """The table with the pattern's columns that the test leaves out, empty."""
    head, *lines = [_cells(line) for line in text.strip().splitlines() if line.strip()]
    more = [column for column in _cells(pattern.splitlines()[0]) if column not in head]
    filled = [head + more, *(line + [""] * (len(head) - len(line) + len(more)) for line in lines)]
    return "\n".join(f"| {' | '.join(line)} |" for line in filled)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
