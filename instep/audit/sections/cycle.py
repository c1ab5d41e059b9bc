"""How long does it take to close, and where does the time go?"""

from typing import Any

from instep.audit.ground import Ground
from instep.audit.report import Column, Figure, Section, Table
from instep.audit.wording import said

DIMENSIONS = ("outcome", "region", "team", "owner", "product", "source")
SHOWN = 40
BASIS = "days from start to close, of won and lost opportunities that have both dates"
SPREAD = (Column("Median", "days", is_drawn=True), Column("Three of four within", "days"))
STAGES = (Column("Stage"), Column("Entered", "count"), Column("Left", "count"), *SPREAD)


def section(ground: Ground) -> Section | None:
    everything = ground.ask("cycle", dimension="all") if ground.has("timeline.opportunity") else []
    stages = _stages(ground) if ground.has("timeline.opportunity_stage") else ()
    if not everything and not stages:
        return None
    finding = "Stages are recorded with their time; start and closing dates are not."
    if everything:
        half = said(everything[0]["median_days"], "days")
        finding = f"Half of all closed opportunities took no more than {half}."
    tables = [table for name in DIMENSIONS if everything and (table := _table(ground, name))]
    return Section("cycle", "Cycle and time in stage", finding, _figures(everything), tables=(*tables, *stages))


def _figures(everything: list[dict[str, Any]]) -> tuple[Figure, ...]:
    shown = {"median_days": "Median cycle", "p75_days": "Three of four within", "p95_days": "95 % within"}
    return tuple(
        Figure(label, row[name], "days", f"{row['closed_count']:,} closed opportunities with both dates")
        for row in everything
        for name, label in shown.items()
    )


def _table(ground: Ground, name: str) -> Table | None:
    rows = [row for row in ground.ask("cycle", dimension=name) if row["label"] is not None]
    if len(rows) < 2:
        return None
    columns = (Column(name.capitalize()), Column("Closed", "count"), *SPREAD)
    cells = tuple((row["label"], row["closed_count"], row["median_days"], row["p75_days"]) for row in rows[:SHOWN])
    return Table(f"Cycle by {name}", BASIS, columns, cells, max(0, len(rows) - SHOWN))


def _stages(ground: Ground) -> tuple[Table, ...]:
    names = ("stage", "entered_count", "left_count", "median_days", "p75_days")
    rows = tuple(tuple(row[name] for name in names) for row in ground.ask("stage_time"))
    basis = "from entering to leaving; who is still in it is not in the median"
    return (Table("Time in stage", basis, STAGES, rows[:SHOWN], max(0, len(rows) - SHOWN)),)
