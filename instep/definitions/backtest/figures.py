"""How good would a rule have been: how many, how many of them bought, how early, and whom did it miss?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from instep.definitions.backtest.house import DAY, NEVER, Flags, Met, Moments
from instep.definitions.share import Share

RIPE = 0.9
FEWEST_WON = 20
"""From so few purchases nobody learns how long they take."""
USUAL_DAYS = 90
MONTHS = 12


@dataclass(frozen=True)
class Figures:
    """monthly: passed on a month, over the last whole twelve months (or as many as there are).

    precision: of those passed on who have had time enough. recall: of all who ever bought. Amounts are of those who
    bought; lead_days: the median from meeting the rule to buying.
    """

    volume: int
    monthly: float | None
    later_won: int
    missed: int
    precision: Share
    recall: Share
    lead_days: float | None
    amount_caught: float
    amount_missed: float
    ripe_days: float


@dataclass(frozen=True)
class Month:
    """volume, later_won, lead_days: of those who met the rule in it. won, missed and amounts: of purchases in it."""

    month: str
    is_young: bool
    is_running: bool
    volume: int
    later_won: int
    precision: Share
    lead_days: float | None
    won: int
    missed: int
    recall: Share
    amount_caught: float
    amount_missed: float


def figures(tried: Met, ripe_days: float | None = None) -> Figures:
    """ripe_days: after how many days somebody has had time enough; learned from this rule where it is not said."""
    days = ripening(tried) if ripe_days is None else ripe_days
    won_at, amount = tried.outcomes.won_at, tried.outcomes.amount
    passed, later, missed = tried.passed, tried.later_won, tried.missed
    ripe = passed & (tried.met_at <= tried.outcomes.now - days * DAY)
    return Figures(
        volume=int(passed.sum()),
        monthly=_monthly(tried, passed),
        later_won=int(later.sum()),
        missed=int(missed.sum()),
        precision=Share.of(int((ripe & later).sum()), int(ripe.sum())),
        recall=Share.of(int(later.sum()), int((won_at != NEVER).sum())),
        lead_days=_median_days(tried, later),
        amount_caught=float(amount[later].sum()),
        amount_missed=float(amount[missed].sum()),
        ripe_days=days,
    )


def ripening(tried: Met) -> float:
    """Within how many days nine tenths of those who buy have bought."""
    later = tried.later_won
    if later.sum() < FEWEST_WON:
        return USUAL_DAYS
    return float(np.quantile((tried.outcomes.won_at[later] - tried.met_at[later]) / DAY, RIPE))


def months(tried: Met, ripe_days: float) -> list[Month]:
    """Every month in which somebody met the rule or bought, the newest first."""
    return list(_months(tried, ripe_days))


def month_of(moments: Moments) -> Moments:
    """Months since 1970; the largest number for never."""
    found = np.where(moments == NEVER, 0, moments).astype("M8[us]").astype("M8[M]").astype(np.int64)
    months: Moments = np.where(moments == NEVER, NEVER, found)
    return months


def _months(tried: Met, ripe_days: float) -> Iterator[Month]:
    met_in, won_in = month_of(tried.met_at), month_of(tried.outcomes.won_at)
    running = int(month_of(np.array([tried.outcomes.now]))[0])
    passed, later, missed = tried.passed, tried.later_won, tried.missed
    young = int(month_of(np.array([tried.outcomes.now - int(ripe_days * DAY)]))[0])
    present = set(np.unique(met_in[passed])) | set(np.unique(won_in[won_in != NEVER]))
    for each in sorted((int(one) for one in present if one <= running), reverse=True):
        here, won_here = passed & (met_in == each), won_in == each
        came, caught = int(here.sum()), won_here & later
        bought = int((here & later).sum())
        yield Month(
            month=str(np.datetime64(each, "M")),
            is_young=each >= young,
            is_running=each == running,
            volume=came,
            later_won=bought,
            precision=Share.of(bought, came),
            lead_days=_median_days(tried, here & later),
            won=int(won_here.sum()),
            missed=int((won_here & missed).sum()),
            recall=Share.of(int(caught.sum()), int(won_here.sum())),
            amount_caught=float(tried.outcomes.amount[caught].sum()),
            amount_missed=float(tried.outcomes.amount[won_here & missed].sum()),
        )


def _monthly(tried: Met, passed: Flags) -> float | None:
    if not passed.any():
        return None
    now = datetime.fromtimestamp(tried.outcomes.now / 1e6, UTC)
    end = (now.year - 1970) * 12 + now.month - 1
    met_in = month_of(tried.met_at)
    start = max(end - MONTHS, int(met_in[passed].min()))
    if end <= start:
        return None
    return float((passed & (met_in >= start) & (met_in < end)).sum() / (end - start))


def _median_days(tried: Met, those: Flags) -> float | None:
    if not those.any():
        return None
    return float(np.median(tried.outcomes.won_at[those] - tried.met_at[those]) / DAY)
