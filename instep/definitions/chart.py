"""What does the number of people who meet a definition look like, month by month, and what is the finding?"""

from collections.abc import Sequence
from datetime import datetime

from instep.definitions.volume import Month


def option(months: Sequence[Month], now: datetime, address: str) -> dict[str, object]:
    """Bars that open their rows; the month that is not over yet is pale."""
    return {
        "grid": {"left": 4, "right": 16, "top": 12, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [f"{month.month_at:%b %Y}" for month in months]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [{"type": "bar", "name": "first met", "data": [_bar(month, now, address) for month in months]}],
    }


def finding(months: Sequence[Month], now: datetime) -> str:
    """The last whole month against the one before; a month without anybody is a month with 0."""
    counts = {_key(month.month_at): month.met_count for month in months}
    last, before = _earlier(_key(now)), _earlier(_earlier(_key(now)))
    if not counts:
        return "Nobody has met it yet"
    count, was = counts.get(last, 0), counts.get(before, 0)
    name = datetime(*last, 1).strftime("%B %Y")  # noqa: DTZ001  only for its name
    if not was:
        return f"{count:,} in {name}"
    share = round(100 * (count - was) / was)
    moved = "as many as" if not share else f"{abs(share)} % {'more' if share > 0 else 'fewer'} than"
    return f"{count:,} in {name}, {moved} in the month before"


def _bar(month: Month, now: datetime, address: str) -> dict[str, object]:
    is_running = _key(month.month_at) == _key(now)
    style = {"itemStyle": {"opacity": 0.45}} if is_running else {}
    return {"value": month.met_count, "href": f"{address}&month={month.month_at:%Y-%m}", **style}


def _key(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month


def _earlier(key: tuple[int, int]) -> tuple[int, int]:
    year, month = key
    return (year, month - 1) if month > 1 else (year - 1, 12)
