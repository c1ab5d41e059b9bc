"""Which moment does one text mean, and if none: why not?"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from instep.sources.values.day_order import DAY_MONTH, MONTH_DAY, NUMBERED
from instep.sources.values.months import named_day

ZONE = r"(?:\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))"
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)"
ISO = rf"^\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:{_TIME}{ZONE}?)?$"
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(.*)$", re.DOTALL)
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?Z?$")
_CLOCK = re.compile(
    r"^[T ,]+(?:at |um |a las |à )?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?(?:\s*([ap])\.?\s?m\.?)?"
    r"\s*(?:uhr)?\s*(?:\(?(Z|UTC|GMT)?\s*([+-]\d{2}:?\d{2})?\)?)?$",
    re.IGNORECASE,
)


def moment_of(text: str, order: str | None, zone: str) -> datetime | str:
    """One text as a moment in UTC, or why it can't be read."""
    try:
        return _counted(text) if re.match(r"^\d+(\.\d+)?$", text) else _written(text, order, zone)
    except (ValueError, OverflowError, TypeError):
        return f"{text!r} is not a date"


def looks_like_moment(text: str) -> bool:
    """Whether a text is a date for sure; a bare number could be anything."""
    if re.match(r"^\d+(\.\d+)?$", text):
        return False
    return any(isinstance(moment_of(text, order, "UTC"), datetime) for order in (DAY_MONTH, MONTH_DAY))


def _written(text: str, order: str | None, zone: str) -> datetime | str:
    if re.match(r"^\d{4}-\d{2}$", text):
        return _timed(int(text[:4]), int(text[5:]), 1, "", zone)
    if found := _YEAR_FIRST.match(text):
        return _timed(int(found[1]), int(found[2]), int(found[3]), found[4], zone)
    if found := re.match(NUMBERED, text):
        return _numbered(text, found, order, zone)
    if found := _COMPACT.match(text):
        return datetime(*(int(part or 0) for part in found.groups()), tzinfo=UTC)  # type: ignore[arg-type, misc]
    if named := named_day(text):
        return _timed(*named, zone)
    formal = parsedate_to_datetime(text)
    return (formal if formal.tzinfo else formal.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _numbered(text: str, found: re.Match[str], order: str | None, zone: str) -> datetime | str:
    first, second, year = int(found["first"]), int(found["second"]), _year(found["year"])
    if order not in (DAY_MONTH, MONTH_DAY):
        if first <= 12 and second <= 12 and first != second:
            return f"{text} could be day-month or month-day: say which in the mapping"
        order = DAY_MONTH if first > 12 else MONTH_DAY
    day, month = (first, second) if order == DAY_MONTH else (second, first)
    return _timed(year, month, day, found["rest"], zone)


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _timed(year: int, month: int, day: int, rest: str, zone: str) -> datetime:
    if not rest.strip(" ,"):
        return datetime(year, month, day, tzinfo=UTC)
    clock = _CLOCK.match(rest)
    if not clock:
        raise ValueError(rest)
    hour, minute, second, half = int(clock[1]), int(clock[2]), int(clock[3] or 0), clock[5]
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    micro = int((clock[4] or "0")[:6].ljust(6, "0"))
    bare = datetime(year, month, day, hour, minute, second, micro, tzinfo=UTC)
    if clock[6] or clock[7]:
        return bare - _shift(clock[7] or "+0000")
    return bare.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _shift(offset: str) -> timedelta:
    digits = offset[1:].replace(":", "")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -shift if offset[0] == "-" else shift


def _counted(text: str) -> datetime | str:
    """A number: 20240301, or seconds, milliseconds, microseconds since 1970, or a spreadsheet's days since 1900."""
    if compact := _COMPACT.match(text):
        return datetime(*(int(part or 0) for part in compact.groups()), tzinfo=UTC)  # type: ignore[arg-type, misc]
    number = float(text)
    if 20_000 <= number < 80_000:
        return datetime(1899, 12, 30, tzinfo=UTC) + timedelta(seconds=round(number * 86_400))
    for size in (1, 1e3, 1e6):
        if 3e8 <= number / size < 4.2e9:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(number / size * 1e6))
    return f"{text!r} is not a date"
