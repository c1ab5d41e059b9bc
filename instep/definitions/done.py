"""When was something done, often enough, in this order, lately, and not undone since? SELECTs over touches."""

from collections.abc import Sequence

from sqlglot import exp

from instep.definitions import rule as rules
from instep.definitions.sweep import NEVER
from instep.definitions.wanted import among, listed, mentions


def touches(rule: rules.Did, after: str | None) -> exp.Select:
    """Each touch that is meant: subject_id, at, touchpoint_id."""
    subject = "coalesce(t.person_id, t.account_id)"
    found = exp.select(f"{subject} as subject_id", "t.at", "t.touchpoint_id").from_("timeline.touchpoint as t")
    found = found.where("t.at is not null", f"{subject} is not null")
    for column, values in (("kind", rule.kinds), ("team", rule.teams), ("direction", rule.directions)):
        if values:
            found = found.where(listed(exp.column(column, "t"), values))
    if rule.channels:
        found = found.where(among(exp.column("channel", "t"), rule.channels))
    if rule.words:
        found = found.where(mentions(exp.column("subject", "t"), rule.words))
    if after:
        first = exp.select("subject_id", "min(from_at) as from_at").from_(after).group_by("subject_id")
        found = found.join(first.subquery("earlier"), on=f"earlier.subject_id = {subject} and earlier.from_at <= t.at")
    return found


def enough_first(rule: rules.Did, step: str) -> exp.Select:
    """The moment of the touch that made it enough: the n-th, within so many days of the first of those n."""
    if rule.times == 1:
        return exp.select("subject_id", "min(at) as from_at", NEVER).from_(step).group_by("subject_id")
    return exp.select("subject_id", "min(at) as from_at", NEVER).from_(_enough(rule, step)).group_by("subject_id")


def until_done(rule: rules.Did, step: str, later: str) -> exp.Select:
    """From each moment at which it was enough until the other thing is done after it."""
    own = exp.select("subject_id", "at", "0 as is_later").from_(_enough(rule, step))
    others = exp.select("subject_id", "at", "1 as is_later").from_(later)
    ordered = exp.select(
        "subject_id",
        "at",
        "is_later",
        "min(case when is_later = 1 then at end) over (partition by subject_id order by at desc, is_later"
        " rows between unbounded preceding and current row) as next_at",
    ).from_(exp.union(own, others, distinct=False).subquery("moments"))
    spans = exp.select("subject_id", "at as from_at", "next_at as until_at").from_(ordered.subquery("ordered"))
    return spans.where("is_later = 0")


def lately(rule: rules.Lately, step: str) -> exp.Select:
    """From each touch that is the n-th within the days until the first of those n is too old."""
    fading = f"first_at + interval '{int(rule.within_days)}' day"
    spans = exp.select("subject_id", "at as from_at", f"{fading} as until_at")
    return spans.from_(_counted(step, rule.times)).where("first_at is not null", f"at < {fading}")


def in_order(rule: rules.InOrder, steps: Sequence[str]) -> exp.Select:
    """Each touch carries the latest beginning of a chain that leads to it."""
    chain = exp.select("subject_id", "at", "at as start_at").from_(steps[0])
    for step in steps[1:]:
        chain = _next(chain, step)
    found = exp.select("subject_id", "min(at) as from_at", NEVER).from_(chain.subquery("chain"))
    if rule.within_days is not None:
        found = found.where(f"at <= start_at + interval '{int(rule.within_days)}' day")
    return found.group_by("subject_id")


def _next(chain: exp.Select, step: str) -> exp.Select:
    before = exp.select("subject_id", "at", "start_at", "0 as is_next").from_(chain.subquery("before"))
    own = exp.select("subject_id", "at", "cast(null as timestamptz) as start_at", "1 as is_next").from_(step)
    carried = exp.select(
        "subject_id",
        "at",
        "is_next",
        "max(start_at) over (partition by subject_id order by at, is_next"
        " rows between unbounded preceding and current row) as start_at",
    ).from_(exp.union(before, own, distinct=False).subquery("both"))
    return (
        exp.select("subject_id", "at", "start_at")
        .from_(carried.subquery("carried"))
        .where("is_next = 1", "start_at is not null")
    )


def _enough(rule: rules.Did, step: str) -> exp.Subquery:
    """Every touch at which it was enough."""
    enough = exp.select("subject_id", "at").from_(_counted(step, rule.times)).where("first_at is not null")
    if rule.within_days is not None:
        enough = enough.where(f"at <= first_at + interval '{int(rule.within_days)}' day")
    return enough.subquery("enough")


def _counted(step: str, times: int) -> exp.Subquery:
    """Each touch with the moment of the one n − 1 before it."""
    first = (
        "at" if times == 1 else f"lag(at, {int(times) - 1}) over (partition by subject_id order by at, touchpoint_id)"
    )
    return exp.select("subject_id", "at", f"{first} as first_at").from_(step).subquery("counted")
