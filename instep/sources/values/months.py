"""Which day does a text with a month's name mean: "1 Mar 2024", "March 1st, 2024", "1. März 2024"?"""

import re
import unicodedata

NAMES = (
    "jan ene january januar janvier enero janeiro januari gennaio",
    "feb fev february februar fevrier febrero fevereiro febbraio",
    "mar mrz march marz mars marzo marco maart",
    "apr avr abr april avril abril aprile",
    "may mai mayo maio mei maggio mag",
    "jun june juni juin junio junho giugno giu",
    "jul july juli juillet julio julho luglio lug",
    "aug ago aout august agosto augustus",
    "sep sept set september septembre septiembre setembro settembre",
    "oct okt out october oktober octobre octubre outubro ottobre ott",
    "nov november novembre noviembre novembro",
    "dec dez dic dezember december decembre diciembre dezembro dicembre",
)
NUMBER_OF = {name: number for number, names in enumerate(NAMES, 1) for name in names.split()}
_WEEKDAY = r"^(?:[a-z]{2,10}\.?,?\s+)?"
_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(\d{1,2})(?:st|nd|rd|th|\.|er)?[\s\-/]*(?:de\s+|of\s+)?([a-z]{3,})\.?,?[\s\-/]*(?:de\s+)?(\d{4}|\d{2})\b"
)
_MONTH_FIRST = re.compile(_WEEKDAY + r"([a-z]{3,})\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?,?[\s\-/]+(\d{4})\b")
_MONTH_ONLY = re.compile(r"^([a-z]{3,})\.?,?[\s\-/]*(?:de\s+)?(\d{4})$")


def named_day(text: str) -> tuple[int, int, int, str] | None:
    """Year, month, day and the text after them; a month alone stands for its first day. None if no day is named."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode().strip()
    if found := _DAY_FIRST.match(plain):
        return _day(found[3], found[2], found[1], plain[found.end() :])
    if found := _MONTH_FIRST.match(plain):
        return _day(found[3], found[1], found[2], plain[found.end() :])
    found = _MONTH_ONLY.match(plain)
    return _day(found[2], found[1], "1", "") if found else None


def _day(year: str, month: str, day: str, rest: str) -> tuple[int, int, int, str] | None:
    number = NUMBER_OF.get(month)
    full = int(year) if len(year) == 4 else 2000 + int(year)
    return (full, number, int(day), rest) if number else None
