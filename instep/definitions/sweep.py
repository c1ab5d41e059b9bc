"""During which periods do enough of several things hold? The one shape behind all, any, at least n of, and not.

Each part is a set of periods per subject. Its beginnings and ends become steps up and down; their running sum is the
number of parts that hold; where it reaches what is needed, a period begins, and where it falls below, the period ends.
"""

from collections.abc import Sequence, Set
from functools import reduce

from sqlglot import exp

NEVER = "cast(null as timestamptz) as until_at"


def periods(
    parts: Sequence[str], needed: int, against: Sequence[str] = (), ending: Set[str] = frozenset()
) -> exp.Select:
    """Periods in which (parts that hold) − (parts in `against` that hold) is at least `needed`.

    Only the parts in `ending` ever cease to hold once they do.
    """
    signed = [*((part, 1) for part in parts), *((part, -1) for part in against)]
    steps = [_begins(part, sign) for part, sign in signed]
    steps += [_ends(part, -sign) for part, sign in signed if part in ending]
    moments = (
        exp.select("subject_id", "moment", "sum(step) as step")
        .from_(reduce(_union, steps).subquery("steps"))
        .group_by("subject_id", "moment")
    )
    levels = exp.select(
        "subject_id",
        "moment",
        f"sum(step) over (partition by subject_id order by moment) >= {int(needed)} as is_met",
    ).from_(moments.subquery("moments"))
    edges = exp.select(
        "subject_id",
        "moment",
        "is_met",
        "coalesce(lag(is_met) over (partition by subject_id order by moment), false) as was_met",
    ).from_(levels.subquery("levels"))
    flips = (
        exp.select(
            "subject_id",
            "is_met",
            "moment as from_at",
            "lead(moment) over (partition by subject_id order by moment) as until_at",
        )
        .from_(edges.subquery("edges"))
        .where("is_met <> was_met")
    )
    return exp.select("subject_id", "from_at", "until_at").from_(flips.subquery("flips")).where("is_met")


def _begins(part: str, step: int) -> exp.Query:
    return exp.select("subject_id", "from_at as moment", f"{step} as step").from_(part)


def _ends(part: str, step: int) -> exp.Query:
    return exp.select("subject_id", "until_at as moment", f"{step} as step").from_(part).where("until_at is not null")


def _union(left: exp.Query, right: exp.Query) -> exp.Query:
    return exp.union(left, right, distinct=False)
