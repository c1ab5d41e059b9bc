"""When did it really happen, if the sender's clock may be wrong?

`sentAt` is the sender's clock at the moment of sending: what it differs from our clock, all its times differ.
"""

from datetime import UTC, datetime, timedelta

TRAVEL = timedelta(seconds=5)
"""Less than this is the way through the network rather than a wrong clock."""


class Unclear(ValueError):
    """A time that can't be read; the sentence says which."""


def moment(said: object, name: str) -> datetime | None:
    """ISO 8601, or seconds or milliseconds since 1970; without a zone it is UTC."""
    if said is None or said == "":
        return None
    try:
        return _read(said)
    except (ValueError, OverflowError, OSError) as error:
        raise Unclear(f"{name} is not a moment such as 2026-03-01T09:30:00Z") from error


def moment_if_clear(said: object) -> datetime | None:
    try:
        return moment(said, "")
    except Unclear:
        return None


def happened_at(said_at: datetime | None, sent_at: datetime | None, received_at: datetime) -> datetime:
    """The sender's time on our clock; nothing happened after we heard of it."""
    if said_at is None:
        return received_at
    if sent_at is None or abs(received_at - sent_at) <= TRAVEL:
        return min(said_at, received_at)
    try:
        return min(said_at + (received_at - sent_at), received_at)
    except OverflowError:
        return received_at


def _read(said: object) -> datetime:
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        raise ValueError(said)
    if isinstance(said, int | float):
        return datetime.fromtimestamp(said / 1000 if abs(said) > 1e11 else said, UTC)
    found = datetime.fromisoformat(said.strip())
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
