"""How many leads would a rule have passed on, how many of them came to something, and how many of those that did?"""

from dataclasses import dataclass

import numpy as np

from instep.definitions.backtest.leads import Flags, Leads
from instep.definitions.share import Share


@dataclass(frozen=True)
class Counted:
    """Of the leads whose outcome is known, unless the name says otherwise.

    volume: leads that meet the rule, also those still open. caught: met it and succeeded; missed: succeeded without.
    """

    lead_count: int
    open_count: int
    success_count: int
    volume: int
    volume_open: int
    caught: int
    missed: int
    value_caught: float | None
    value_missed: float | None

    @property
    def precision(self) -> Share:
        """Of those passed on whose outcome is known, the share that succeeded."""
        return Share.of(self.caught, self.volume - self.volume_open)

    @property
    def recall(self) -> Share:
        """Of those that succeeded, the share that was passed on."""
        return Share.of(self.caught, self.success_count)

    @property
    def base_rate(self) -> Share:
        return Share.of(self.success_count, self.lead_count - self.open_count)

    @property
    def lift(self) -> float | None:
        """How many times likelier to succeed than any lead."""
        precision, base = self.precision.value, self.base_rate.value
        return precision / base if precision is not None and base else None


def counted(leads: Leads, met: Flags, among: Flags | None = None) -> Counted:
    """Over all leads, or over those of one group."""
    among = np.ones(len(met), np.bool_) if among is None else among
    won, is_open = leads.succeeded & among, ~leads.is_settled & among
    passed = met & among
    return Counted(
        lead_count=int(among.sum()),
        open_count=int(is_open.sum()),
        success_count=int(won.sum()),
        volume=int(passed.sum()),
        volume_open=int((passed & is_open).sum()),
        caught=int((passed & won).sum()),
        missed=int((won & ~passed).sum()),
        value_caught=_worth(leads, passed & won),
        value_missed=_worth(leads, won & ~passed),
    )


def by_month(leads: Leads, met: Flags) -> dict[str, Counted]:
    """Month by month, earliest first; leads without a readable moment come last, under "unknown"."""
    if leads.months is None:
        return {}
    months = np.array(leads.months.fill_null("unknown").to_pylist(), object)
    return {month: counted(leads, met, months == month) for month in sorted(set(months))}


def _worth(leads: Leads, those: Flags) -> float | None:
    if leads.values is None:
        return None
    return float(np.nansum(leads.values.to_numpy(zero_copy_only=False)[those]))
