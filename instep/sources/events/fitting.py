"""What must a call have, and how large and deep may it be?"""

from typing import Any

from instep.sources.events.call import TYPES

EVENT_LIMIT = 32 * 1024
DEPTH_LIMIT = 20
ID_LIMIT = 500
OBJECTS = ("context", "integrations", "properties", "traits")
NEEDED = {"track": "event", "group": "groupId", "alias": "previousId"}


class Unfit(ValueError):
    """Why a call can't be taken; the sentence is for whoever mends it."""


def sized(raw: bytes) -> None:
    if len(raw) > EVENT_LIMIT:
        raise Unfit(f"larger than {EVENT_LIMIT // 1024} kB")


def completed(whole: bytes) -> bytes:
    """What a batch says for all its calls is kept with each of them."""
    if len(whole) > 2 * EVENT_LIMIT:
        raise Unfit(f"larger than {2 * EVENT_LIMIT // 1024} kB with what its batch says for all")
    return whole


def shaped(said: Any, raw: bytes) -> dict[str, Any]:
    """An object whose parts are objects where the format wants them, and not too deep."""
    if isinstance(said, str):
        raise Unfit("holds a value that JSON does not know, such as NaN")
    if not isinstance(said, dict):
        raise Unfit("is not an object")
    if raw.count(b"{") + raw.count(b"[") > DEPTH_LIMIT and is_deep(said):
        raise Unfit(f"nested deeper than {DEPTH_LIMIT} levels")
    for name in OBJECTS:
        if not isinstance(said.get(name) or {}, dict):
            raise Unfit(f"{name} is not an object")
    return said


def is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEPTH_LIMIT):
        level = [inner for each in level for inner in _inside(each)]
    return any(isinstance(each, dict | list) for each in level)


def type_of(said: dict[str, Any], path_type: str | None) -> str:
    """The address says it, or the call itself."""
    found = path_type or said.get("type")
    if found not in TYPES:
        shown = f"type {str(found)[:40]!r} is none of" if found else "has no type:"
        raise Unfit(f"{shown} {', '.join(TYPES)}")
    return str(found)


def name_of(said: dict[str, Any], type_: str) -> str | None:
    """What the event, page or screen is called."""
    name = said.get("event") if type_ == "track" else said.get("name")
    return str(name)[:200] if name else None


def ids(said: dict[str, Any]) -> dict[str, str]:
    """Who it is about: a known user, a browser or device, or both."""
    found = {name: text for name in ("userId", "anonymousId") if (text := _id(said, name))}
    if not found:
        raise Unfit("has neither userId nor anonymousId: nobody can be told whom it is about")
    return found


def complete(said: dict[str, Any], type_: str) -> None:
    needed = NEEDED.get(type_)
    if needed and not _id(said, needed):
        raise Unfit(f"{type_} without {needed}")


def message_id(said: dict[str, Any]) -> str | None:
    return _id(said, "messageId")


def _id(said: dict[str, Any], name: str) -> str | None:
    value = said.get(name)
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        text = "" if value is None else str(value).strip()
        if len(text) > ID_LIMIT:
            raise Unfit(f"{name} is longer than {ID_LIMIT} characters")
        return text or None
    raise Unfit(f"{name} is not a text")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
