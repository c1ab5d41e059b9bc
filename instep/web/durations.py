"""How long is that, in the words a person would use?"""

from datetime import datetime, timedelta

MINUTE, HOUR, DAY = 60, 3600, 86400
MONTH, YEAR = 30.44 * DAY, 365.25 * DAY


def duration(span: timedelta) -> str:
    """35 min, 4 h, 2 days, 3 months, 2 years: the largest unit that fits at least twice, or once for minutes."""
    seconds = abs(span.total_seconds())
    if seconds >= 2 * YEAR:
        return f"{round(seconds / YEAR)} years"
    if seconds >= 2 * MONTH:
        return f"{round(seconds / MONTH)} months"
    if seconds >= 2 * DAY:
        return f"{round(seconds / DAY)} days"
    if seconds >= 2 * HOUR:
        return f"{round(seconds / HOUR)} h"
    return f"{max(1, round(seconds / MINUTE))} min"


def time_left(due_at: datetime, now: datetime) -> tuple[str, str]:
    """The clock of a promise in words, and its state: late, soon (a quarter of a day or less) or calm."""
    left = due_at - now
    if left < timedelta(0):
        return f"{duration(left)} late", "late"
    return f"{duration(left)} left", "soon" if left <= timedelta(hours=6) else "calm"
