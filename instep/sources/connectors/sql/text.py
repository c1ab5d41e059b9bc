"""How is a value of a database written as text, so that nothing of it is lost or made up?"""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

_SHORT_ZONE = re.compile(r"(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?[+-]\d{2})$")
NO_MOMENT = ("infinity", "-infinity", "0000-00-00", "0000-00-00 00:00:00")


def text(value: Any) -> str | None:
    """None for nothing, and for what is no text: bytes, a date that no calendar has."""
    if value is None or isinstance(value, bytes | bytearray | memoryview):
        return None
    if isinstance(value, str):
        return None if value in NO_MOMENT else _SHORT_ZONE.sub(r"\1:00", value.replace("\0", ""))
    return next((write(value) for type_, write in WRITERS if isinstance(value, type_)), str(value))


def _moment(value: datetime) -> str:
    return (value.astimezone(UTC) if value.tzinfo else value).isoformat(sep=" ")


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=text)


def _fraction(value: float) -> str | None:
    return repr(value) if value - value == 0 else None


WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str | None]], ...] = (
    (Enum, lambda value: text(value.value)),
    (bool, lambda value: "true" if value else "false"),
    (int, str),
    (float, _fraction),
    (Decimal, lambda value: format(value, "f") if value.is_finite() else None),
    (datetime, _moment),
    (date, date.isoformat),
    (time, time.isoformat),
    (timedelta, str),
    ((dict, list, tuple), _as_json),
    ((set, frozenset), lambda value: ",".join(sorted(map(str, value)))),
)
