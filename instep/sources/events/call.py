"""What is one call of the wire format, once it has been looked at?"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

TYPES = ("identify", "track", "page", "screen", "group", "alias")


@dataclass(frozen=True, slots=True)
class Call:
    """A call that fits."""

    source: str
    key_id: str
    trust: str
    received_at: int
    message_id: str
    type: str
    name: str | None
    told: bytes
    """What the collector found out, as JSON: `at`, `is_bot`, `is_private`, `consent`."""
    said: bytes
    """The call as it was sent, as JSON, without the key."""
    digest: bytes
    """The same for ever for one message of one source."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that does not fit, and why; it waits in quarantine to be mended."""

    source: str
    key_id: str
    trust: str
    received_at: int
    sent_at: str | None
    type: str | None
    name: str | None
    message_id: str | None
    why: str
    request: bytes
    said: bytes

    @property
    def digest(self) -> bytes:
        return digest(self.source, self.key_id, self.type or "", self.said)


Judged = Call | Refusal


def digest(*parts: str | bytes) -> bytes:
    found = blake2b(digest_size=16)
    for part in parts:
        text = part.encode("utf-8", "replace") if isinstance(part, str) else part
        found.update(len(text).to_bytes(4) + text)
    return found.digest()


def micros(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def at_micros(number: int) -> datetime:
    return datetime.fromtimestamp(number / 1_000_000, UTC)
