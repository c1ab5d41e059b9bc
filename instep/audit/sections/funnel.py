"""How far do leads get?"""

from datetime import datetime, timedelta
from typing import Any

from instep.audit.ground import Ground
from instep.audit.report import Column, Section, Table
from instep.audit.wording import plural, quarter, said, share

STEPS = {
    "lead": "Lead",
    "sales_ready": "Sales-ready",
    "accepted": "Accepted by sales",
    "opportunity": "Opportunity",
    "won": "Won",
}
STEP_COLUMNS = (Column("Step"), Column("Reached it", "count", is_drawn=True), Column("Of leads", "share"))
STEP_BASIS = "everybody who ever became a lead, by the shipped definitions; a step nobody reached is not recorded"
COHORT_COLUMNS = (
    Column("Became leads in"),
    Column("Leads", "count"),
    Column("Opportunity", "share"),
    Column("Won", "share", is_drawn=True),
    Column("Maturity"),
)


def section(ground: Ground) -> Section | None:
    rows = ground.ask("funnel", now=ground.now) if ground.has("journey.path") else []
    if not rows:
        return None
    totals = {step: sum(int(row[f"{step}_count"]) for row in rows) for step in STEPS}
    leads = totals["lead"]
    finding = (
        f"{plural(leads, 'lead')}; {totals['won']:,} of them won so far ({said(share(totals['won'], leads), 'share')})."
    )
    cells = tuple((label, totals[step] or None, share(totals[step] or None, leads)) for step, label in STEPS.items())
    steps = Table("Steps", STEP_BASIS, STEP_COLUMNS, cells)
    return Section("funnel", "Funnel", finding, tables=(steps, _cohorts(ground, rows, bool(totals["opportunity"]))))


def _cohorts(ground: Ground, rows: list[dict[str, Any]], has_opportunities: bool) -> Table:
    """A step that is recorded nowhere is not measured; nought would say that nobody took it."""
    [took] = ground.ask("lead_to_won", now=ground.now)
    last = max(moment for row in rows for moment in (row["last_lead_at"], row["last_won_at"]) if moment)
    cells = tuple(
        (
            quarter(row["quarter_at"]),
            row["lead_count"],
            share(row["opportunity_count"], row["lead_count"]) if has_opportunities else None,
            share(row["won_count"], row["lead_count"]),
            _maturity(row["quarter_at"], last, took["p90_days"]),
        )
        for row in rows
    )
    basis = f"cohorts by the quarter of becoming a lead; records end on {said(last, 'date')}"
    return Table("By quarter of arrival", basis, COHORT_COLUMNS, cells)


def _maturity(start: datetime, last: datetime, p90_days: float | None) -> str:
    """Mature when nine of ten winners would have won by the last thing recorded."""
    if p90_days is None:
        return "nobody won yet"
    is_mature = start + timedelta(days=92 + p90_days) <= last
    return "mature" if is_mature else "young: the rate can still rise"
