"""What does turning a threshold cost and bring? Precision and recall at each of its values."""

from collections.abc import Sequence

from instep.definitions.backtest.figures import Figures


def option(frontier: Sequence[tuple[float, Figures]], at: float) -> dict[str, object]:
    return {
        "grid": {"left": 4, "right": 64, "top": 16, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [f"{value:,g}" for value, _ in frontier], "boundaryGap": False},
        "yAxis": {"type": "value", "axisLabel": {"formatter": "{value} %"}},
        "series": [
            _line("later won", "var(--series-1)", [each.precision.value for _, each in frontier], frontier, at),
            _line("caught", "var(--series-2)", [each.recall.value for _, each in frontier], frontier, at),
        ],
    }


def _line(
    name: str, colour: str, shares: Sequence[float | None], frontier: Sequence[tuple[float, Figures]], at: float
) -> dict[str, object]:
    points = [
        {"value": None if share is None else round(share * 100, 1), "symbolSize": 10 if value == at else 4}
        for share, (value, _) in zip(shares, frontier, strict=True)
    ]
    end = {"show": True, "formatter": "{a}"}
    return {"type": "line", "name": name, "data": points, "itemStyle": {"color": colour}, "endLabel": end}
