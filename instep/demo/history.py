"""What did happen? One throw of the dice for every step, and only what lies before the present."""

from dataclasses import dataclass

import numpy as np

from instep.demo.arrays import Flags, Floats
from instep.demo.draws import Draws
from instep.demo.funnel import DEAL_SPREAD, Funnel
from instep.demo.weeks import next_working


@dataclass(frozen=True)
class History:
    """Flags say that the step has been reached by now; `is_closed` without `is_won` is lost."""

    is_ready: Flags
    is_touched: Flags
    is_accepted: Flags
    is_rejected: Flags
    is_opened: Flags
    is_closed: Flags
    is_won: Flags
    accepted_at: Floats
    rejected_at: Floats
    amount: Floats


def happened(funnel: Funnel, draws: Draws, until: float) -> History:
    count = len(funnel.ready)
    is_ready = draws.uniform("is ready", count) < funnel.ready
    is_touched = is_ready & (draws.uniform("is touched", count) < funnel.touched)
    is_opened = is_touched & (draws.uniform("is opened", count) < funnel.opened)
    is_won = is_opened & (draws.uniform("is won", count) < funnel.won)
    is_kept = is_touched & (is_opened | (draws.uniform("is kept", count) < 0.3))
    decided = draws.uniform("decision lag", count)
    accepted_at = funnel.touch_at + (funnel.opened_at - funnel.touch_at) * (0.02 + 0.5 * decided)
    accepted_at = np.minimum(next_working(accepted_at, 0 * decided), funnel.opened_at)
    rejected_at = funnel.touch_at + 24 * np.where(decided < 0.5, 0.02 + decided, 3 + 16 * (decided - 0.5))
    rejected_at = next_working(rejected_at, 4 * decided)
    return History(
        is_ready=is_ready & (funnel.ready_at < until),
        is_touched=is_touched & (funnel.touch_at < until),
        is_accepted=is_kept & (accepted_at < until),
        is_rejected=is_touched & ~is_kept & (rejected_at < until),
        is_opened=is_opened & (funnel.opened_at < until),
        is_closed=is_opened & (funnel.closed_at < until),
        is_won=is_won & (funnel.closed_at < until),
        accepted_at=accepted_at,
        rejected_at=rejected_at,
        amount=_round(np.exp(funnel.amount_log + DEAL_SPREAD * draws.normal("amount", count))),
    )


def _round(amount: Floats) -> Floats:
    """Offers end on tens, as offers do."""
    return np.maximum(np.round(amount / 10) * 10, 500.0)
