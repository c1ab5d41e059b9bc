"""Which part of the journey is looked at: which period, and whose?"""

from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True)
class Scope:
    """Leads or steps that began in [start, end), narrowed by what was chosen; None leaves open."""

    start: datetime | None = None
    end: datetime | None = None
    channel: str | None = None
    region: str | None = None
    segment: str | None = None
    team: str | None = None

    @property
    def parameters(self) -> dict[str, object]:
        return asdict(self)
