"""How does the win rate move from quarter to quarter, and which quarters can't be compared?"""

from typing import Any

from instep.audit.ground import Ground
from instep.audit.quarters import cut_off, longest_usual
from instep.audit.report import Chart, Column, Notice, Point, Section, Table
from instep.audit.wording import quarter, said, share

COLUMNS = (
    Column("Closed in"),
    Column("Won", "count"),
    Column("Lost", "count"),
    Column("Win rate", "share", is_drawn=True),
    Column("Won amount", "amount"),
    Column("Comparable"),
)
BASIS = "by quarter of closing: won / (won + lost)"
SHOWN = 8


def section(ground: Ground) -> Section | None:
    rows = ground.ask("closed_by_quarter", currency=ground.currency) if ground.has("timeline.opportunity") else []
    if not rows:
        return None
    cut = cut_off(ground, rows)
    points = tuple(Point(quarter(row["quarter_at"]), _rate(row), "share", row in cut) for row in rows)
    rates = " / ".join(said(point.value, "share") for point in points[-SHOWN:])
    finding = f"Win rate by quarter, {points[-SHOWN:][0].label} to {points[-1].label}: {rates}."
    chart = Chart(_moved(rows, cut), f"{BASIS}; hollow columns can't be compared", points[-24:])
    table = Table("Closed opportunities", BASIS, COLUMNS, tuple(_row(row, row in cut) for row in rows))
    notices = _warning(ground, cut) if len(cut) < len(rows) else ()
    return Section("quarters", "Win rate over time", finding, (), notices, (chart,), (table,))


def _warning(ground: Ground, cut: list[dict[str, Any]]) -> tuple[Notice, ...]:
    if not cut:
        return ()
    [span] = ground.ask("span")
    names = ", ".join(quarter(row["quarter_at"]) for row in cut)
    are = "is a window effect, not a result" if len(cut) == 1 else "are window effects, not results"
    text = (
        f"{names} {are}: the records begin on {said(span['first_start_at'], 'date')}, and one opportunity in "
        f"twenty takes longer than {said(longest_usual(ground), 'days')}. What closed so early had to be quick."
    )
    return (Notice(text, "Compare from the first filled column on, or deliver older records."),)


def _moved(rows: list[dict[str, Any]], cut: list[dict[str, Any]]) -> str:
    whole = [(row, rate) for row in rows if row not in cut and (rate := _rate(row)) is not None]
    if len(whole) < 2:
        return "Too few comparable quarters to say how the win rate moves"
    (first, before), (last, after) = whole[0], whole[-1]
    points = (after - before) * 100
    moved = f"{'rose' if points > 0 else 'fell'} by {abs(points):.1f} points" if abs(points) >= 0.05 else "did not move"
    return f"From {quarter(first['quarter_at'])} to {quarter(last['quarter_at'])} the win rate {moved}"


def _rate(row: dict[str, Any]) -> float | None:
    return share(row["won_count"], row["won_count"] + row["lost_count"])


def _row(row: dict[str, Any], is_cut: bool) -> tuple[Any, ...]:
    comparable = "no: records begin too late" if is_cut else "yes"
    return (quarter(row["quarter_at"]), row["won_count"], row["lost_count"], _rate(row), row["won_amount"], comparable)
