"""What do the functions of the SELECTs mean, for engines that do not know them? What DuckDB makes of them."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, wraps
from hashlib import md5
from math import log2
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler, Levenshtein

Text = str | bytes


def _read(pattern: str) -> str:
    """In Python's words what RE2 reads: digits and word ends are those of ASCII, letters and numbers those of all."""
    return re.sub(r"(?<!\\)\$", r"\\Z", pattern.replace(r"[^\p{L}\p{N}]", r"(?u:[\W_])"))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_read(pattern), re.ASCII)


def regexp_replace(text: str, pattern: str, by: str, flags: str = "") -> str:
    return _compiled(pattern).sub(by, text, count=0 if "g" in flags else 1)


def regexp_extract(text: str, pattern: str, group: int = 0) -> str:
    found = _compiled(pattern).search(text)
    return (found[group] or "") if found else ""


def regexp_matches(text: str, pattern: str) -> bool:
    return _compiled(pattern).search(text) is not None


def split_part(text: str, at: str, place: int) -> str:
    parts = text.split(at)
    return parts[place - 1 if place > 0 else place] if abs(place) <= len(parts) else ""


@cache
def _swaps(signs: str, by: str) -> dict[int, str | None]:
    """The first of a sign that is named twice."""
    swaps: dict[int, str | None] = {}
    for place, sign in enumerate(signs):
        swaps.setdefault(ord(sign), by[place] if place < len(by) else None)
    return swaps


def translate(text: str, signs: str, by: str) -> str:
    return text.translate(_swaps(signs, by))


def lower(text: str) -> str:
    """Sign by sign."""
    return text.lower() if text.isascii() else "".join(sign.lower()[:1] for sign in text)


def strip_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(sign for sign in parts if not unicodedata.category(sign).startswith("M"))
    )


def _signs(one: str, other: str) -> tuple[Text, Text]:
    """Distances count bytes."""
    return (one, other) if one.isascii() and other.isascii() else (one.encode(), other.encode())


def jaro_winkler_similarity(one: str, other: str) -> float:
    return JaroWinkler.similarity(*_signs(one, other)) if one and other else 0.0


def levenshtein(one: str, other: str) -> int:
    return Levenshtein.distance(*_signs(one, other))


def damerau_levenshtein(one: str, other: str) -> int:
    return DamerauLevenshtein.distance(*_signs(one, other))


def has_root_of(here: str, there: str) -> bool:
    return not set(here.split("|")).isdisjoint(there.split("|"))


def brief(key: str) -> int:
    return int.from_bytes(md5(key.encode(), usedforsecurity=False).digest()[8:], "little") >> 1


def _where_said(function: Callable[..., Any]) -> Callable[..., Any]:
    """Of nothing comes nothing."""

    @wraps(function)
    def said(*given: Any) -> Any:
        return None if None in given else function(*given)

    return said


OTHERWISE_IN_SQLITE = {"lower": 1, "log": 2}
"""SQLite has its own; with how many parameters."""
_MEANINGS: dict[str, Callable[..., Any]] = {
    "regexp_replace": regexp_replace,
    "regexp_extract": regexp_extract,
    "regexp_matches": regexp_matches,
    "split_part": split_part,
    "translate": translate,
    "lower": lower,
    "strip_accents": strip_accents,
    "starts_with": lambda text, start: text.startswith(start),
    "contains": lambda text, part: part in text,
    "last_signs": lambda text, count: text[-count:],
    "strlen": lambda text: len(text.encode()),
    "log": lambda base, number: log2(number) / log2(base),
    "jaro_winkler_similarity": jaro_winkler_similarity,
    "levenshtein": levenshtein,
    "damerau_levenshtein": damerau_levenshtein,
    "has_root_of": has_root_of,
    "brief": brief,
}
FUNCTIONS = {name: _where_said(function) for name, function in _MEANINGS.items()}
