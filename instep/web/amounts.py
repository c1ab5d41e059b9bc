"""How does a person read a number?

Digits are grouped with a space that never breaks, as "18 400" can't be misread in any country.
"""

from decimal import Decimal

SPACE = "\u00a0"
SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
STEPS = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))


def number(value: float | None, digits: int = 0) -> str:
    """18 400, or 3.5 with digits=1; an em dash for what was not measured."""
    if value is None:
        return "—"
    return f"{value:,.{digits}f}".replace(",", SPACE).replace("-", "−")


def short(value: float | Decimal | None) -> str:
    """1.84 m, 118 k, 412: three significant digits."""
    if value is None:
        return "—"
    for size, word in STEPS:
        scaled = float(value) / size
        if abs(scaled) >= 0.9995:
            return number(scaled, 2 if abs(scaled) < 9.995 else 1 if abs(scaled) < 99.95 else 0) + SPACE + word
    return number(float(value))


def amount(value: float | None, currency: str | None, *, is_short: bool = False) -> str:
    """€18 400 or, short, €1.84 m; a currency without a symbol goes in front by its code."""
    if value is None:
        return "—"
    sign = "−" if round(value) < 0 else ""
    symbol = SYMBOLS.get(currency or "", f"{currency}{SPACE}" if currency else "")
    return f"{sign}{symbol}{short(abs(value)) if is_short else number(abs(value))}"


def percent(share: float | None, digits: int = 0) -> str:
    """71 % of a share 0.71; "not measured" is not zero."""
    return "not measured" if share is None else f"{number(share * 100, digits)}{SPACE}%"
