"""By region, team, owner, product and source: where is how much won?"""

from typing import Any

from instep.audit.ground import Ground
from instep.audit.report import Column, Section, Table
from instep.audit.wording import said, share

DIMENSIONS = ("region", "team", "owner", "product", "source", "pipeline")
SHOWN = 40
FEW = 30
BASIS = f"all opportunities, as recorded; of fewer than {FEW} closed ones a win rate is too few to say"


def section(ground: Ground) -> Section | None:
    if not ground.has("timeline.opportunity"):
        return None
    asked = {name: ground.ask("by_dimension", dimension=name, currency=ground.currency) for name in DIMENSIONS}
    found = {name: rows for name, rows in asked.items() if sum(row["label"] is not None for row in rows) > 1}
    if not found:
        return None
    tables = tuple(_table(name, rows) for name, rows in found.items())
    return Section("dimensions", "Where deals are won", _finding(*next(iter(found.items()))), tables=tables)


def _finding(name: str, rows: list[dict[str, Any]]) -> str:
    named = [row for row in rows if row["label"] is not None and row["won_amount"]][:3]
    if not named:
        return f"No {name} has a won opportunity with an amount."
    return "Won: " + " > ".join(f"{row['label']} {said(row['won_amount'], 'amount')}" for row in named) + "."


def _table(name: str, rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column(name.capitalize()),
        Column("Opportunities", "count"),
        Column("Won", "count"),
        Column("Lost", "count"),
        Column("Win rate", "share"),
        Column("Won amount", "amount", is_drawn=True),
    )
    cells = tuple(_row(row) for row in rows[:SHOWN])
    return Table(f"By {name}", BASIS, columns, cells, max(0, len(rows) - SHOWN))


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    closed = row["won_count"] + row["lost_count"]
    rate = "too few to say" if 0 < closed < FEW else share(row["won_count"], closed)
    counts = (row["opportunity_count"], row["won_count"], row["lost_count"])
    return (row["label"] or "not recorded", *counts, rate, row["won_amount"])
