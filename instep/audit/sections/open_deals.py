"""How many opportunities were open as each quarter ended?"""

from datetime import timedelta
from typing import Any

from instep.audit.ground import Ground
from instep.audit.quarters import quarter_ends
from instep.audit.report import Chart, Column, Notice, Point, Section, Table
from instep.audit.wording import plural, said

COLUMNS = (Column("At the end of", "date"), Column("Open", "count", is_drawn=True))
BASIS = "state at the end of the day: engaged (started) by then, not closed by then"
SHOWN = 8


def section(ground: Ground) -> Section | None:
    if not ground.has("timeline.opportunity"):
        return None
    [span] = ground.ask("span")
    rows = _rows(ground, span)
    if not rows:
        return None
    last = rows[-SHOWN:]
    counts = " / ".join(f"{row[1]:,}" for row in last)
    finding = f"Open and engaged at quarter ends, {last[0][0]:%b %Y} to {last[-1][0]:%b %Y}: {counts}."
    title = f"{plural(int(rows[-1][1]), 'opportunity')} open on {said(rows[-1][0], 'date')}"
    chart = Chart(title, BASIS, tuple(Point(f"{row[0]:%b %Y}", row[1], "count") for row in rows[-24:]))
    table = Table("Open at quarter ends", BASIS, COLUMNS, tuple(rows))
    notices = _undated(span["no_start_count"])
    return Section("open", "Open opportunities", finding, (), notices, (chart,), (table,))


def _rows(ground: Ground, span: dict[str, Any]) -> list[tuple[Any, ...]]:
    moments = [span[name] for name in ("last_start_at", "last_close_at") if span[name]]
    if span["first_start_at"] is None:
        return []
    rows = []
    for end in quarter_ends(span["first_start_at"], min(max(moments), ground.now)):
        [state] = ground.ask("open_at", at=end)
        rows.append((end - timedelta(days=1), state["open_count"]))
    return rows


def _undated(count: int) -> tuple[Notice, ...]:
    have = "has" if count == 1 else "have"
    text = f"{plural(count, 'opportunity')} {have} no start date (not engaged yet) and can't be placed in time."
    return (Notice(f"{text} They are not counted here."),) if count else ()
