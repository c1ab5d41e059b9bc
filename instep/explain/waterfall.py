"""How does a change look as a waterfall: from what it was, step by step, to what it is?"""

from __future__ import annotations

from typing import Any

from instep.explain.answer import Answer
from instep.explain.decompose import Part, Split
from instep.explain.wording import changed, step_title, valued

UP, DOWN, WHOLE = "var(--series-3)", "var(--series-2)", "var(--series-other)"
NAMES = {"width": 168, "overflow": "break", "lineHeight": 14}
WIDEST = 3  # segments shown of the largest step; the others are one bar


def bars(answer: Answer) -> list[Part]:
    """The steps, the largest one opened up into the segments that moved it most. They add up to the change."""
    split = answer.split
    if split is None:
        return []
    kpi, by = answer.comparison.kpi, answer.comparison.by_words
    main = max(split.steps, key=lambda step: abs(step.change))
    shown: list[Part] = []
    for place, step in enumerate(split.steps):
        title = step_title(kpi, step.name, by)
        opened = _opened(split, place, title) if step is main and len(split.segments) > 1 else [_named(step, title)]
        shown += [part for part in opened if part.change]
    return shown


def _opened(split: Split, place: int, title: str) -> list[Part]:
    ranked = sorted(split.segments, key=lambda segment: -abs(segment.steps[place].change))
    first, rest = ranked[:WIDEST], ranked[WIDEST:]
    parts = [_named(segment.steps[place], f"{title}: {segment.name}") for segment in first]
    others = [segment.steps[place] for segment in rest]
    change = sum(part.change for part in others)
    reach = sum(((part.high - part.low) / 2) ** 2 for part in others) ** 0.5
    return [*parts, Part(f"{title}: all others", change, change - reach, change + reach)] if others else parts


def _named(part: Part, title: str) -> Part:
    return Part(title, part.change, part.low, part.high)


def waterfall(answer: Answer) -> dict[str, Any]:
    """An ECharts option: floating bars with whiskers for the 95 % interval, labelled with the change."""
    split, kpi, currency = answer.split, answer.comparison.kpi, answer.currency
    if split is None:
        return {}
    steps = bars(answer)
    names = ["Before", *(part.name for part in steps), "After"]
    if answer.comparison.groups:
        names[0], names[-1] = answer.comparison.groups[1:]
    labels = [
        valued(kpi, split.before, currency),
        *(changed(kpi, part.change, currency) for part in steps),
        valued(kpi, split.after, currency),
    ]
    return {
        "grid": {"left": 0, "right": 72, "top": 0, "bottom": 0, "containLabel": True},
        "yAxis": {
            "type": "category",
            "data": names,
            "inverse": True,
            "axisLabel": NAMES,
        },
        "xAxis": {"type": "value", "axisLabel": {"show": False}, "splitLine": {"show": False}},
        "series": [_floating(split, steps), _labels(split, steps, labels)],
    }


def _levels(split: Split, steps: list[Part]) -> list[float]:
    """Where each bar begins."""
    levels = [split.before]
    for part in steps:
        levels.append(levels[-1] + part.change)
    return levels


def _floating(split: Split, steps: list[Part]) -> dict[str, Any]:
    levels = _levels(split, steps)
    whole = {"color": WHOLE, "color0": WHOLE, "borderColor": WHOLE, "borderColor0": WHOLE}
    ends = [{"value": [0, end, min(end, 0), max(end, 0)], "itemStyle": whole} for end in (split.before, split.after)]
    floating = [
        {"value": [start, start + part.change, start + part.low, start + part.high]}
        for start, part in zip(levels, steps, strict=False)
    ]
    return {
        "type": "candlestick",
        "layout": "vertical",
        "barMaxWidth": 20,
        "data": [ends[0], *floating, ends[1]],
        "itemStyle": {"color": UP, "color0": DOWN, "borderColor": UP, "borderColor0": DOWN},
    }


def _labels(split: Split, steps: list[Part], labels: list[str]) -> dict[str, Any]:
    """Invisible points at the ends of the bars that carry the text."""
    levels = _levels(split, steps)
    ends = [max(start, start + part.change, start + part.high) for start, part in zip(levels, steps, strict=False)]
    points = [max(split.before, 0), *ends, max(split.after, 0)]
    data = [
        {"value": [end, place], "label": {"formatter": label}}
        for place, (end, label) in enumerate(zip(points, labels, strict=True))
    ]
    shown = {"show": True, "position": "right", "color": "var(--text)", "fontWeight": 500}
    return {"type": "scatter", "data": data, "symbolSize": 0.1, "label": shown, "silent": True}
