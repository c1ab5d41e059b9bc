"""What is one field for, how full is it, and what does it cost?"""

from dataclasses import dataclass

from instep.sources.diet.uses import KPI


@dataclass(frozen=True)
class FieldUse:
    kind: str
    name: str
    meaning: str
    filled_share: float | None
    """Of the records that are here; None where there are none."""
    weekly_minutes: float | None
    """What typing it costs all together; None for what systems fill in themselves."""
    uses: tuple[str, ...]

    @property
    def kpis(self) -> list[str]:
        return [use.removeprefix(KPI) for use in self.uses if use.startswith(KPI)]

    @property
    def other_uses(self) -> list[str]:
        return [use for use in self.uses if not use.startswith(KPI)]

    @property
    def could_go(self) -> bool:
        """Somebody types it, and nothing reads it."""
        return not self.uses and bool(self.filled_share) and self.weekly_minutes is not None
