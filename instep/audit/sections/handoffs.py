"""Which hand-offs from marketing to sales were never answered?"""

from typing import Any

from instep.audit.ground import Ground
from instep.audit.report import Column, Figure, Notice, Section, Table
from instep.audit.wording import plural, said, share

SHOWN = 15
CHANNELS = (
    Column("Channel"),
    Column("Hand-offs", "count"),
    Column("Never answered", "count", is_drawn=True),
    Column("Share", "share"),
    Column("Answered late", "count"),
)
WAITING = (
    Column("Who"),
    Column("Owner"),
    Column("Channel"),
    Column("Handed over", "date"),
    Column("Promised by", "date"),
)
BASIS = "who became sales-ready by the shipped definition; answered by the first human touch of sales"


def section(ground: Ground) -> Section | None:
    rows = ground.ask("handoffs", now=ground.now) if ground.has("handoffs.clock") else []
    if not rows:
        return None
    names = ("handoff_count", "untouched_count", "overdue_count", "late_count")
    total = {name: sum(row[name] for row in rows) for name in names}
    if not ground.has("timeline.witness"):
        return _not_measured(total["handoff_count"])
    never = said(share(total["untouched_count"], total["handoff_count"]), "share")
    were = f"{total['untouched_count']:,} of {plural(total['handoff_count'], 'hand-off')}"
    tables = (Table("By channel", BASIS, CHANNELS, tuple(_row(row) for row in rows)), _waiting(ground))
    finding = f"{were} were never answered ({never})."
    return Section("handoffs", "Hand-offs", finding, _figures(total), tables=tuple(t for t in tables if t.rows))


def _not_measured(count: int) -> Section:
    """Silence means something only where somebody would have written the answer down."""
    finding = f"{plural(count, 'hand-off')}; whether anybody answered them was not measured."
    missing = "None of the files tells what sales did: no calls, meetings or e-mails by hand."
    repair = "Export activities (calls, e-mails, meetings, tasks) from the CRM and run the audit again."
    unmeasured = Figure("Never answered", None, "count", "nobody recorded what sales did")
    figures = (Figure("Hand-offs", count, "count", BASIS), unmeasured)
    return Section("handoffs", "Hand-offs", finding, figures, (Notice(missing, repair),))


def _figures(total: dict[str, int]) -> tuple[Figure, ...]:
    return (
        Figure("Hand-offs", total["handoff_count"], "count", BASIS),
        Figure("Never answered", total["untouched_count"], "count", "no human touch recorded"),
        Figure("Past the promise", total["overdue_count"], "count", "never answered, and the promised time is over"),
        Figure("Answered late", total["late_count"], "count", "after the promised time"),
    )


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    never = share(row["untouched_count"], row["handoff_count"])
    return (row["channel"], row["handoff_count"], row["untouched_count"], never, row["late_count"])


def _waiting(ground: Ground) -> Table:
    names = ("label", "owner_name", "channel", "received_at", "due_at")
    rows = tuple(
        tuple(row[name] for name in names) for row in ground.ask("longest_waiting", shown=SHOWN, now=ground.now)
    )
    return Table("Waiting longest", f"the first {SHOWN} without an answer", WAITING, rows)
