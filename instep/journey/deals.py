"""What became of the opportunities, whether or not we know a person behind them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from instep.journey.scope import Scope
from instep.warehouse import Warehouse


@dataclass(frozen=True)
class Fate:
    """What became of some opportunities."""

    opportunity_count: int
    won_count: int
    lost_count: int
    open_count: int
    won_amount: Decimal
    median_days: float | None

    @property
    def win_share(self) -> float | None:
        """Of those decided."""
        decided = self.won_count + self.lost_count
        return self.won_count / decided if decided else None


@dataclass(frozen=True)
class Month(Fate):
    """The opportunities created in a month; month_at is None for those whose day nobody recorded."""

    month_at: datetime | None


@dataclass(frozen=True)
class Part(Fate):
    """The opportunities of one team, region …; value is empty for all."""

    value: str


@dataclass(frozen=True)
class Stay:
    """How long opportunities stayed in a stage of the CRM."""

    stage: str
    value: str
    stay_count: int
    still_count: int
    median_days: float | None
    p75_days: float | None
    p90_days: float | None


def months(warehouse: Warehouse, scope: Scope) -> Sequence[Month]:
    return warehouse.ask("journey/deal", Month, **scope.parameters)


def parts(warehouse: Warehouse, scope: Scope, by: str = "") -> Sequence[Part]:
    """By team, region, owner_name, product or channel, most won first; one for all when `by` is empty."""
    return warehouse.ask("journey/deal_split", Part, by=by, **scope.parameters)


def time_in_stage(warehouse: Warehouse, scope: Scope, by: str = "") -> Sequence[Stay]:
    """By team, region, owner_name, product, channel or source; all together when `by` is empty."""
    return warehouse.ask("journey/time_in_stage", Stay, by=by, **scope.parameters)
