"""How does a KPI go month by month, as a chart?"""

from collections.abc import Callable, Sequence
from typing import Any

from instep.goals.kpi import Kpi
from instep.goals.value import Value

STRIPES = {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [3, 3], "rotation": -0.7}
HATCHED = {"decal": STRIPES, "opacity": 0.55}
type Href = Callable[[Value], str]
SCALES = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))


def trend(kpi: Kpi, months: Sequence[Value], href: Href) -> dict[str, Any]:
    """Bars for sums, a line within its band for the rest; months that still fill are hatched or dashed."""
    size, suffix = _scale(kpi, months)
    figures = [None if each.value is None or each.too_few else each.value / size for each in months]
    drawn = _bars(months, figures, href) if kpi.aggregate == "sum" else _lines(months, figures, size, href)
    return {
        "grid": {"left": 8, "right": 16, "top": 16, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [f"{each.month_at:%b %Y}" for each in months]},
        "yAxis": {"type": "value", "axisLabel": {"formatter": f"{{value}}{suffix}"}},
        "series": drawn,
    }


def _scale(kpi: Kpi, months: Sequence[Value]) -> tuple[float, str]:
    """What to divide by, and what to write behind the axis' numbers."""
    if kpi.unit in ("share", "points"):
        return 0.01, " %" if kpi.unit == "share" else ""
    top = max((abs(each.value) for each in months if each.value is not None), default=0)
    size, word = next(((size, word) for size, word in SCALES if top >= 5 * size), (1.0, ""))
    unit = {"hours": " h", "days": " d", "money": ""}.get(kpi.unit, "")
    return size, f"{word and ' ' + word}{unit}"


def _bars(months: Sequence[Value], figures: list[float | None], href: Href) -> list[dict[str, Any]]:
    items = [
        {"value": figure, "href": href(month), "itemStyle": {} if month.is_mature else HATCHED}
        for month, figure in zip(months, figures, strict=True)
    ]
    return [{"type": "bar", "data": items, "barMaxWidth": 28, "itemStyle": {"color": "var(--series-1)"}}]


def _lines(months: Sequence[Value], figures: list[float | None], size: float, href: Href) -> list[dict[str, Any]]:
    ripe = [figure if month.is_mature else None for month, figure in zip(months, figures, strict=True)]
    line = {"type": "line", "symbolSize": 6, "color": "var(--series-1)", "connectNulls": False}
    items = [
        {"value": round(each, 4) if each is not None else None, "href": href(month)}
        for month, each in zip(months, ripe, strict=True)
    ]
    drawn = [*_band(months, size), {**line, "name": "measured", "data": items}]
    if ripe != figures:
        dashed = {"type": "dashed", "color": "var(--muted)"}
        young = {**line, "color": "var(--muted)", "lineStyle": dashed, "symbol": "emptyCircle"}
        drawn.append({**young, "name": "still filling", "data": _joined(ripe, figures)})
    return drawn


def _joined(ripe: list[float | None], figures: list[float | None]) -> list[float | None]:
    """The young months, and the last ripe one before them, so that the line hangs together."""
    first = next(at for at, (old, every) in enumerate(zip(ripe, figures, strict=True)) if old != every)
    return [None if at < first - 1 else figure for at, figure in enumerate(figures)]


def _band(months: Sequence[Value], size: float) -> list[dict[str, Any]]:
    """Where the number lies with 95 % confidence, as a soft band."""
    low = [None if each.low is None or each.too_few else each.low / size for each in months]
    reach = [
        None if each.low is None or each.high is None or each.too_few else (each.high - each.low) / size
        for each in months
    ]
    quiet = {"type": "line", "stack": "band", "symbol": "none", "lineStyle": {"opacity": 0}, "tooltip": {"show": False}}
    soft = {"color": "var(--series-1)", "opacity": 0.12}
    return [{**quiet, "data": low, "silent": True}, {**quiet, "data": reach, "areaStyle": soft, "silent": True}]
