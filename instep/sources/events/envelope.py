"""Which calls does the body of a request hold, and with which key were they sent?

The Content-Type is not asked: SDKs send JSON as text/plain to spare the browser a preflight. Each call keeps its own
bytes, so that numbers keep their spelling.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import Raw

KEY_NAMES = ("writeKey", "api_key", "token")
HALF = re.compile("[\ud800-\udfff]")
TEXT_LIMIT = 32 * 1024
MOST_CALLS = 2_500
CALLS_NAMES: tuple[str, ...] = ("batch", "data")
SHARED: tuple[str, ...] = ("context", "integrations")

Parts = dict[str, Raw]
parts_of = msgspec.json.Decoder(Parts).decode
list_of = msgspec.json.Decoder(list[Raw]).decode
value_of = msgspec.json.Decoder().decode


class Malformed(ValueError):
    """The body as a whole can't be read."""


class TooMany(Exception):
    """More calls than one request may bring."""


@dataclass(frozen=True)
class Envelope:
    calls: list[bytes]
    key: str | None = None
    sent_at: str | None = None
    shared: Parts = field(default_factory=dict)
    """What the batch says for all its calls: `context` and `integrations`."""


def batch(body: bytes) -> Envelope:
    """A list of calls, or an object that holds one."""
    if body.lstrip()[:1] == b"[":
        return Envelope([bytes(each) for each in _list(body)])
    parts = _parts(body)
    calls = next((bytes(parts[name]) for name in CALLS_NAMES if name in parts), None)
    if calls is None:
        return single(body)
    shared: Parts = {name: parts[name] for name in SHARED if name in parts}
    return Envelope([bytes(each) for each in _list(calls)], _key(parts), _sent_at(parts), shared)


def single(body: bytes) -> Envelope:
    parts = _parts(body)
    return Envelope([body], _key(parts), _sent_at(parts))


def _parts(body: bytes) -> Parts:
    try:
        return parts_of(body)
    except (ValueError, RecursionError):
        return parts_of(_lenient(body, dict))


def _list(body: bytes) -> list[Raw]:
    try:
        return _few(list_of(body))
    except (ValueError, RecursionError):
        return list_of(_lenient(body, list))


def _few[T](calls: list[T]) -> list[T]:
    if len(calls) > MOST_CALLS:
        raise TooMany(f"{len(calls)} calls in one request; send at most {MOST_CALLS}")
    return calls


def _lenient(body: bytes, kind: type[Any]) -> bytes:
    """One call with a NaN or half a character shall not refuse those beside it: it becomes a text that is no call."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"the body is not JSON: {error}") from error
    if not isinstance(found, kind):
        raise Malformed(f"the body is not {'an object' if kind is dict else 'a list of calls'}")
    return _dumped(_strict_parts(found) if isinstance(found, dict) else [_strict(each) for each in _few(found)])


def _strict_parts(found: dict[str, Any]) -> dict[str, Any]:
    lists = {name: value for name, value in found.items() if name in CALLS_NAMES and isinstance(value, list)}
    return found | {name: [_strict(each) for each in _few(value)] for name, value in lists.items()}


def _strict(value: Any) -> Any:
    """The call itself, half characters replaced; its text where it holds what JSON does not know."""
    text = ""
    try:
        text = HALF.sub("\ufffd", json.dumps(value, ensure_ascii=False))
        value_of(text)
    except (ValueError, RecursionError):
        return text[:TEXT_LIMIT]
    return json.loads(text)


def _dumped(value: Any) -> bytes:
    try:
        text = json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"the body is not JSON: {error}") from error
    return text.encode()


def _key(parts: Parts) -> str | None:
    return next((key for name in KEY_NAMES if (key := _text(parts.get(name)))), None)


def _sent_at(parts: Parts) -> str | None:
    return _text(parts.get("sentAt")) or _text(parts.get("sent_at"))


def _text(raw: Raw | None) -> str | None:
    try:
        value = value_of(raw) if raw is not None else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None
