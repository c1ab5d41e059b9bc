"""By which age has nearly everything happened that will happen?

Young cohorts have had less time to convert, so the share that converted so far says little. The curve is the
Kaplan–Meier estimate over all entries: whoever has not converted yet counts only up to the age they have reached.
It ends where too few are old enough to tell: where one more conversion would move it by more than a twentieth.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST_AT_RISK = 30
FEWEST_CONVERSIONS = 20  # also how many the end of the curve has to stand for
MATURE_SHARE = 0.9

type Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """ripe_share[d]: of all conversions expected in the end, the share that has happened at an age of d days."""

    ripe_share: Numbers

    @property
    def mature_days(self) -> int:
        return int(np.argmax(self.ripe_share >= MATURE_SHARE))


def curve(converted: Numbers, waiting: Numbers) -> Curve | None:
    """From how many converted, and how many still wait, at each age in days; None when too few converted."""
    if converted.sum() < FEWEST_CONVERSIONS:
        return None
    left_before = np.concatenate([[0.0], np.cumsum(converted + waiting)[:-1]])
    at_risk = converted.sum() + waiting.sum() - left_before
    by_then = 1 - np.cumprod(1 - converted / np.maximum(at_risk, 1))
    is_sure = (at_risk >= FEWEST_AT_RISK) & (at_risk * by_then >= FEWEST_CONVERSIONS)
    last = int(np.max(np.nonzero(is_sure)[0], initial=0))
    return Curve(by_then[: last + 1] / by_then[last]) if is_sure.any() else None
