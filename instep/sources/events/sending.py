"""Who sent a call, when, and with which headers?"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from instep.sources.events.keys import Key


@dataclass(frozen=True, slots=True)
class Request:
    """What the headers tell about whoever sent the call."""

    origin: str | None = None
    agent: str = ""
    """The browser or library, as it calls itself."""
    address: str = ""
    is_private: bool = False
    """Global Privacy Control or Do Not Track was set."""

    def to_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def read(cls, said: dict[str, Any]) -> Self:
        return cls(**said)


@dataclass(frozen=True, slots=True)
class Sending:
    """All that the calls of one request have in common."""

    key: Key
    received_at: datetime
    sent_at: str | None = None
    request: Request = Request()
