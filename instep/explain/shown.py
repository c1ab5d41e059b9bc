"""What stands on the Explain page: the sentence, the waterfall, the segments in order, and how we know?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from instep.explain.answer import Answer
from instep.explain.comparison import FILTERED, Comparison, Side
from instep.explain.decompose import Part, Segment
from instep.explain.found import days_of
from instep.explain.sentence import dates
from instep.explain.waterfall import bars, waterfall
from instep.explain.wording import changed, headline, ranged, step_title, valued

MOST = 25


@dataclass(frozen=True)
class Told:
    """A number, exactly and in words."""

    exact: float | None
    words: str


@dataclass(frozen=True)
class Line:
    """A line of a table: numbers with their texts, and addresses of the rows behind them."""

    name: str
    before: Told
    after: Told
    change: Told
    interval: str
    steps: tuple[Told, ...]
    is_sure: bool
    before_href: str
    after_href: str
    narrow_href: str


@dataclass(frozen=True)
class Shown:
    sentence: str
    is_sure: bool
    title: str
    option: dict[str, Any]
    bars: list[tuple[str, Told, str]]
    step_titles: list[str]
    lines: list[Line]
    more_count: int
    total: Line
    known: list[str]
    ruled_out: list[str]


def shown(answer: Answer) -> Shown | None:
    """None where one side counted nothing."""
    split, comparison = answer.split, answer.comparison
    if split is None:
        return None
    kpi, by, currency = comparison.kpi, comparison.by_words, answer.currency
    steps = [place for place, step in enumerate(split.steps) if step.change or step.high > step.low]
    return Shown(
        sentence=headline(kpi, split, by, currency),
        is_sure=split.change.is_sure,
        title=_title(answer),
        option=waterfall(answer),
        bars=[(part.name, _moved(answer, part), ranged(kpi, part, currency)) for part in bars(answer)],
        step_titles=[step_title(kpi, split.steps[place].name, by) for place in steps],
        lines=[_line(answer, segment, steps) for segment in split.segments[:MOST]],
        more_count=max(len(split.segments) - MOST, 0),
        total=_total(answer, steps),
        known=_known(answer),
        ruled_out=_ruled_out(answer),
    )


def _title(answer: Answer) -> str:
    """The chart's title is its finding."""
    split, kpi = answer.split, answer.comparison.kpi
    assert split is not None
    if not split.change.is_sure:
        return f"{kpi.title}: no more than chance"
    main = max(split.steps, key=lambda step: abs(step.change))
    moved = changed(kpi, split.change.change, answer.currency)
    return f"{kpi.title} {moved}: mostly {step_title(kpi, main.name, answer.comparison.by_words).lower()}"


def _line(answer: Answer, segment: Segment, steps: list[int]) -> Line:
    kpi, currency, by = answer.comparison.kpi, answer.currency, answer.comparison.by
    sides = answer.comparison.before, answer.comparison.after
    before, after = (_of(answer, amounts) for amounts in (segment.before, segment.after))
    return Line(
        name=segment.name,
        before=Told(before, valued(kpi, before, currency)),
        after=Told(after, valued(kpi, after, currency)),
        change=_moved(answer, segment.whole),
        interval=ranged(kpi, segment.whole, currency),
        steps=tuple(_moved(answer, segment.steps[place]) for place in steps),
        is_sure=segment.whole.is_sure,
        before_href=rows_address(answer.comparison, sides[0], {by: segment.name}),
        after_href=rows_address(answer.comparison, sides[1], {by: segment.name}),
        narrow_href=address(answer.comparison, {by: segment.name}),
    )


def _moved(answer: Answer, part: Part) -> Told:
    return Told(part.change, changed(answer.comparison.kpi, part.change, answer.currency))


def _of(answer: Answer, amounts: tuple[float, ...]) -> float | None:
    """A segment's own value; a rate of nothing is not measured."""
    if answer.split and answer.split.kind == "sum":
        return amounts[2]
    return amounts[1] / amounts[0] if amounts[0] else None


def _total(answer: Answer, steps: list[int]) -> Line:
    kpi, currency, split = answer.comparison.kpi, answer.currency, answer.split
    assert split is not None
    return Line(
        name="All",
        before=Told(split.before, valued(kpi, split.before, currency)),
        after=Told(split.after, valued(kpi, split.after, currency)),
        change=_moved(answer, split.change),
        interval=ranged(kpi, split.change, currency),
        steps=tuple(_moved(answer, split.steps[place]) for place in steps),
        is_sure=split.change.is_sure,
        before_href=rows_address(answer.comparison, answer.comparison.before, {}),
        after_href=rows_address(answer.comparison, answer.comparison.after, {}),
        narrow_href="",
    )


def _known(answer: Answer) -> list[str]:
    """How the numbers were made, and what would change our mind."""
    comparison = answer.comparison
    counted = f"{answer.row_counts[0]:,} rows before and {answer.row_counts[1]:,} after: {comparison.kpi.counts}."
    return [
        f"Formula: {comparison.kpi.formula}.",
        counted,
        "Each step is its average part over every order in which the factors could have changed (Shapley), "
        "so the steps add up to the change exactly and no order is favoured.",
        "The intervals (95 %) say by how much each step moves by chance alone, with so many rows of such sizes.",
        "This is arithmetic: it says where the number moved. Why it moved there is what the search for causes is for.",
    ]


def _ruled_out(answer: Answer) -> list[str]:
    """Steps and segments that moved no more than chance moves them."""
    split, kpi, currency = answer.split, answer.comparison.kpi, answer.currency
    assert split is not None
    by = answer.comparison.by_words
    calm: list[Part] = [step for step in split.steps if not step.is_sure and step.high > step.low]
    said = [f"{step_title(kpi, each.name, by)}: {ranged(kpi, each, currency)}, no more than chance." for each in calm]
    still = [segment.name for segment in split.segments if not segment.whole.is_sure]
    return [*said, f"{by.capitalize()} without a sure change: {_listed(still)}."] if still else said


def _listed(names: list[str]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def address(comparison: Comparison, narrowed: dict[str, str], by: str = "") -> str:
    """The page with one more thing fixed, split by the next dimension."""
    fixed = _fixed(comparison) | narrowed
    free = [name for name in ("channel", "team", "region", "segment", "product") if name not in fixed]
    by = by or (comparison.by if comparison.by not in fixed else (free or ["industry"])[0])
    before, after = comparison.before.period, comparison.after.period
    asked = {"kpi": comparison.kpi.name, "by": by, **days_of("before_", before.start, before.end)}
    return f"/explain/?{urlencode(asked | days_of('', after.start, after.end) | fixed)}"


def rows_address(comparison: Comparison, side: Side, narrowed: dict[str, str]) -> str:
    """The rows that one side counted."""
    exact = {"start": side.period.start.isoformat(), "end": side.period.end.isoformat(), "now": side.now.isoformat()}
    own = {name: getattr(side.filters, name) for name in FILTERED if getattr(side.filters, name)}
    return f"/explain/rows/?{urlencode({'kpi': comparison.kpi.name, **exact, **own, **narrowed})}"


def _fixed(comparison: Comparison) -> dict[str, str]:
    filters = comparison.after.filters
    return {name: getattr(filters, name) for name in FILTERED if getattr(filters, name)}


def scope(comparison: Comparison) -> str:
    """What is compared, in the page's head."""
    fixed = [f"{name} {level}" for name, level in _fixed(comparison).items()]
    if comparison.groups:
        _, first, second = comparison.groups
        return " · ".join([f"{second} against {first}", dates(comparison.after.period)])
    return " · ".join([f"{dates(comparison.after.period)} against {dates(comparison.before.period)}", *fixed])
