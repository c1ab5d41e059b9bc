"""How is a value written for a person?"""

from datetime import date, datetime

from instep.audit.report import Unit, Value

NOT_MEASURED = "not measured"


def said(value: Value, unit: Unit) -> str:
    """8,800 · 63.15 % · 47 days · 31 Mar 2017; "not measured" where there is nothing to divide by."""
    if value is None:
        return "—" if unit == "text" else NOT_MEASURED
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, str):
        return value
    if unit == "share":
        return f"{value * 100:,.2f} %"
    if unit in ("days", "hours"):
        return f"{float(value):,.1f}".removesuffix(".0") + f" {unit}"
    return f"{value:,.0f}"


def plural(count: int, one: str, many: str = "") -> str:
    """1 file, 2 files, 2 opportunities."""
    return f"{count:,} {one if count == 1 else many or some(one)}"


def some(noun: str) -> str:
    """The plural of a kind of record."""
    if noun == "person":
        return "persons"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def quarter(moment: datetime) -> str:
    return f"{moment.year} Q{(moment.month + 2) // 3}"


def share(part: float | int | None, whole: float | int | None) -> float | None:
    """None of nothing: a rate without a population is not measured."""
    return float(part) / float(whole) if whole and part is not None else None
