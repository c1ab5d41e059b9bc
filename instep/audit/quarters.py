"""Which quarters do the records cover, and from which one on are they complete?"""

from datetime import datetime, timedelta
from typing import Any

from instep.audit.ground import Ground


def quarter_ends(first: datetime, last: datetime) -> list[datetime]:
    """The moments at which quarters ended (the day after), from the first start to the last thing recorded."""
    end = _next_quarter(first)
    ends = []
    while end <= last + timedelta(days=1):
        ends.append(end)
        end = _next_quarter(end)
    return ends


def _next_quarter(moment: datetime) -> datetime:
    month = (moment.month - 1) // 3 * 3 + 4
    return datetime(moment.year + month // 12, month % 12, 1, tzinfo=moment.tzinfo)


def cut_off(ground: Ground, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Quarters of closing that begin sooner after the first recorded start than a long cycle lasts.

    Deals that took long and closed then began before the records do, so only the quick ones are seen.
    """
    [span] = ground.ask("span")
    long = longest_usual(ground)
    if span["first_start_at"] is None or long is None:
        return []
    complete_from = span["first_start_at"] + timedelta(days=long)
    return [row for row in rows if row["quarter_at"] < complete_from]


def longest_usual(ground: Ground) -> float | None:
    """Days that 95 % of closed opportunities do not exceed."""
    rows = ground.ask("cycle", dimension="all")
    return float(rows[0]["p95_days"]) if rows and rows[0]["p95_days"] is not None else None
