"""What does the funnel look like, cohort by cohort, and what is the finding?"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from instep.journey.conversion import Conversion
from instep.journey.deals import Month, Part
from instep.journey.funnel import Cohort
from instep.journey.stages import LATER, Stage

COLOURS = ("var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)")


def option(cohorts: Sequence[Cohort], stages: Sequence[Stage], address: str, chosen: Mapping[str, str]) -> object:
    """A line a stage; where cohorts are too young to tell, it goes on dashed."""
    series = []
    for stage, colour in zip(stages, COLOURS, strict=False):
        points = [_point(cohort, stage, address, chosen) for cohort in cohorts]
        is_open = [cohort.at(stage.name).is_open for cohort in cohorts]
        first_open = is_open.index(True) if True in is_open else len(points)
        ripe = [point if at < first_open else None for at, point in enumerate(points)]
        young = [point if at >= first_open - 1 else None for at, point in enumerate(points)]
        series.append(_line(stage.title, colour, ripe, "solid", has_label=first_open == len(points)))
        if first_open < len(points):
            series.append(_line(stage.title, colour, young, "dashed", has_label=True))
    return {
        "grid": {"left": 4, "right": 96, "top": 16, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "item", "formatter": "{a}, {b}: {c} %"},
        "xAxis": {"type": "category", "data": [f"{cohort.month_at:%b %Y}" for cohort in cohorts], "boundaryGap": False},
        "yAxis": {"type": "value", "axisLabel": {"formatter": "{value} %"}},
        "series": series,
    }


def finding(conversions: Sequence[Conversion]) -> str:
    """Of leads old enough to judge, how many in a hundred reached each stage."""
    shares = {step.next_stage: step.share for step in conversions if step.stage == "lead" and not step.value}
    said = [f"{_hundredths(share)} {stage.within}" for stage in LATER if (share := shares.get(stage.name))]
    if not said:
        return "Too few leads are old enough to say how far they get"
    *first, last = said
    return f"Of 100 leads, {', '.join(first)}{' and ' if first else ''}{last}"


def deals_finding(whole: Part | None) -> str:
    """How many of the decided opportunities were won."""
    if whole is None or whole.win_share is None:
        return "No opportunity is decided yet"
    return f"{whole.win_share * 100:.1f} % of {whole.won_count + whole.lost_count:,} decided opportunities were won"


def deals_option(months: Sequence[Month], address: str) -> object:
    """Won, lost and still open opportunities by the month they were created in."""
    dated = [month for month in months if month.month_at]
    return {
        "grid": {"left": 4, "right": 8, "top": 32, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0, "textStyle": {"color": "var(--text)"}},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [f"{month.month_at:%b %Y}" for month in dated]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            {
                "type": "bar",
                "stack": "all",
                "name": outcome,
                "itemStyle": {"color": colour},
                "data": [
                    {"value": getattr(month, f"{outcome}_count"), "href": _deals(address, month, outcome)}
                    for month in dated
                ],
            }
            for outcome, colour in zip(("won", "lost", "open"), (*COLOURS[:2], "var(--series-other)"), strict=True)
        ],
    }


def _deals(address: str, month: Month, outcome: str) -> str:
    return f"{address}?{urlencode({'cohort': f'{month.month_at:%Y-%m}', 'outcome': outcome})}"


def _point(cohort: Cohort, stage: Stage, address: str, chosen: Mapping[str, str]) -> dict[str, object]:
    share = cohort.at(stage.name).share
    asked = urlencode({**chosen, "cohort": f"{cohort.month_at:%Y-%m}", "stage": stage.name})
    return {"value": None if share is None else round(100 * share, 1), "href": f"{address}?{asked}"}


def _line(name: str, colour: str, points: Sequence[object], kind: str, has_label: bool) -> dict[str, object]:
    label = {"show": True, "formatter": "{a}", "color": colour, "fontSize": 12}
    style = {"color": colour, "type": kind, "width": 2}
    return {
        "type": "line",
        "name": name,
        "data": points,
        "lineStyle": style,
        "itemStyle": {"color": colour},
        "symbolSize": 6,
        **({"endLabel": label, "labelLayout": {"moveOverlap": "shiftY"}} if has_label else {}),
    }


def _hundredths(share: float) -> str:
    return f"{share * 100:.0f}" if share >= 0.095 else f"{share * 100:.1f}"
