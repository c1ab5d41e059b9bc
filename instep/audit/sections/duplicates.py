"""Who is in the records more than once?"""

from typing import Any

from instep.audit.ground import Ground
from instep.audit.report import Column, Figure, Section, Table
from instep.audit.wording import plural

SHOWN = 15
BASIS = "records joined by e-mail, phone, recorded ids, names at one company, or a domain"
BY_SOURCE = (
    Column("Kind"),
    Column("Records", "count"),
    Column("Describe", "count"),
    Column("Recorded more than once", "count", is_drawn=True),
)
EXAMPLES = (Column("Kind"), Column("Name"), Column("E-mail or domain"), Column("Records", "count"))
RULES = (Column("Kind"), Column("Joined by"), Column("Records", "count", is_drawn=True))


def section(ground: Ground) -> Section | None:
    rows = ground.ask("duplicates") if ground.has("identity.link") else []
    if not rows:
        return None
    doubled = sum(int(row["duplicated_count"]) for row in rows)
    finding = f"{plural(doubled, 'customer')} recorded more than once." if doubled else "Nobody is recorded twice."
    figures = tuple(figure for kind in ("person", "account") if (figure := _figure(kind, rows)))
    return Section("duplicates", "Duplicates", finding, figures, tables=_tables(ground, rows))


def _figure(kind: str, rows: list[dict[str, Any]]) -> Figure | None:
    own = [row for row in rows if row["entity_kind"] == kind]
    records = sum(int(row["record_count"]) for row in own)
    label = "Persons" if kind == "person" else "Accounts"
    return (
        Figure(label, sum(int(row["entity_count"]) for row in own), "count", f"from {records:,} records")
        if own
        else None
    )


def _tables(ground: Ground, rows: list[dict[str, Any]]) -> tuple[Table, ...]:
    counted = tuple((r["entity_kind"], r["record_count"], r["entity_count"], r["duplicated_count"]) for r in rows)
    most = ground.ask("most_recorded", shown=SHOWN)
    examples = tuple((r["entity_kind"], r["name"], r["key_text"], r["record_count"]) for r in most)
    rules = tuple((r["entity_kind"], r["rule"], r["record_count"]) for r in ground.ask("rules"))
    tables = (
        Table("Records and whom they describe", BASIS, BY_SOURCE, counted),
        Table("Recorded most often", f"the first {SHOWN}", EXAMPLES, examples),
        Table("Why records were joined", "the rule that tied each record", RULES, rules),
    )
    return tuple(table for table in tables if table.rows)
