"""From when to when has somebody enough points, when each point for something done halves with its half-life?

Between two moments at which anything happens a score only falls, so it begins to be enough at such a moment, and ends
at the next one or where the curve crosses the threshold: that end is rounded to the hour, so that all engines agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from sqlglot import exp

from instep.definitions import rule as rules

DAY = 86_400
HIGHEST = 1_000
"""2 to this power still fits a number; longer than so many half-lives nothing is left of a point."""
NEARLY = 1e-9


@dataclass(frozen=True)
class Part:
    """is_done: the step holds touches, whose points fade; else periods, whose points count while they last."""

    step: str
    points: int
    is_done: bool
    is_ending: bool


def spans(rule: rules.Score, parts: Sequence[Part]) -> exp.Select:
    moments = exp.select("subject_id", "moment", "sum(held) as held", "sum(gained) as gained")
    whole = reduce(_union, (one for part in parts for one in _happened(part)))
    moments = moments.from_(whole.subquery("happened")).group_by("subject_id", "moment")
    seconds = rule.half_life_days * DAY
    aged = exp.select(
        "subject_id", "moment", "held", "gained",
        f"least((epoch(moment) - epoch(min(moment) over (partition by subject_id))) / {seconds}, {HIGHEST}) as age",
        "lead(moment) over (partition by subject_id order by moment) as next_moment",
    ).from_(moments.subquery("moments"))  # fmt: skip
    summed = exp.select(
        "subject_id", "moment", "next_moment",
        f"{float(rule.at_least)!r} - sum(held) over (partition by subject_id order by moment) as needed",
        "sum(gained * power(2.0, age)) over (partition by subject_id order by moment) / nullif(power(2.0, age), 0)"
        " as score",
    ).from_(aged.subquery("aged"))  # fmt: skip
    fading = exp.select(
        "subject_id", "moment", "next_moment", "needed", "score",
        f"case when needed > 0 then cast(round(ln(greatest(score, {NEARLY}) / nullif(needed, 0)) / 0.6931471805599453"
        f" * {rule.half_life_days * 24}) as bigint) end as hours",
    ).from_(summed.subquery("summed")).where(f"score >= needed - {NEARLY}")  # fmt: skip
    end = "moment + cast(greatest(hours, 0) as int) * interval '1' hour"
    until = f"case when hours is null then next_moment when {end} < coalesce(next_moment, {end}) then {end}"
    return exp.select(
        "subject_id", "moment as from_at", f"{until} else coalesce(next_moment, {end}) end as until_at"
    ).from_(fading.subquery("fading"))


def _happened(part: Part) -> Iterator[exp.Query]:
    points = int(part.points)
    if part.is_done:
        yield exp.select("subject_id", "at as moment", "0 as held", f"{points} as gained").from_(part.step)
        return
    yield exp.select("subject_id", "from_at as moment", f"{points} as held", "0 as gained").from_(part.step)
    if part.is_ending:
        ended = exp.select("subject_id", "until_at as moment", f"-{points} as held", "0 as gained").from_(part.step)
        yield ended.where("until_at is not null")


def _union(left: exp.Query, right: exp.Query) -> exp.Query:
    return exp.union(left, right, distinct=False)
