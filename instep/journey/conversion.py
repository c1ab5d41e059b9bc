"""Of those who stood before a step, how many took it, and how long did it take them?"""

from collections.abc import Sequence
from dataclasses import dataclass

from instep.journey.scope import Scope
from instep.warehouse import Warehouse

FEWEST = 5


@dataclass(frozen=True)
class Conversion:
    """A step of the journey; `value` says of which channel, region … it is, empty for all."""

    stage: str
    next_stage: str
    value: str
    entered_count: int
    reached_count: int
    mature_count: int
    mature_reached_count: int
    median_days: float | None
    p75_days: float | None
    p90_days: float | None

    @property
    def share(self) -> float | None:
        """Of those old enough to judge; None when fewer than five are."""
        return self.mature_reached_count / self.mature_count if self.mature_count >= FEWEST else None

    @property
    def young_count(self) -> int:
        return self.entered_count - self.mature_count


def conversions(
    warehouse: Warehouse, scope: Scope, by: str = "", stage: str | None = None, next_stage: str | None = None
) -> Sequence[Conversion]:
    """Every step with somebody before it, by the values of a dimension or for all."""
    return warehouse.ask(
        "journey/conversion", Conversion, by=by, stage=stage, next_stage=next_stage, **scope.parameters
    )
