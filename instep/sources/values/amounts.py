"""Which number does a text mean: "1.234,56", "1,234.56 €", "(12%)", "1 234"?

The decimal mark is decided from the whole column: one value that leaves no doubt decides for all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.values.casting import tried
from instep.sources.values.currencies import CURRENCY
from instep.sources.values.readout import Readout
from instep.sources.values.trimmed import trimmed


@dataclass(frozen=True)
class Sure:
    """How plain numbers of a type are written."""

    pattern: str
    type: pa.DataType


_SPACES = "\u00a0\u202f"
SHAPE = (
    rf"^[(]?\s*[-+−]?\s*(?:{CURRENCY})?\s*[-+−]?\s*\d[\d.,'’ {_SPACES}]*(?:[eE][-+]?\d+)?"
    rf"\s*(?:%|(?i:k|tsd|m|mn|mio|bn)\b\.?)?\s*(?:{CURRENCY})?\s*[)]?-?$"
)
_PLAIN = r"^-?\d*\.?\d+(?:[eE][-+]?\d+)?$"
SURE = {
    "decimal(18,2)": Sure(r"^-?\d{1,15}(?:\.\d{1,2})?$", pa.decimal128(18, 2)),
    "double": Sure(r"^-?\d{1,15}(?:\.\d{1,9})?$", pa.float64()),
    "bigint": Sure(r"^-?\d{1,18}$", pa.int64()),
}
"""Nothing about such numbers asks for a second look."""
_TIMES = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9}
_LETTERED = re.compile(r"\d\s*(k|tsd|mn|mio|m|bn)\b", re.IGNORECASE)


def decimal_mark(values: pa.Array) -> str | None:
    """The decimal mark of a column: "." or ","; "both" where values contradict each other, None where none says it."""
    return decimal_mark_of([values])


def decimal_mark_of(pieces: Iterable[pa.Array]) -> str | None:
    """The same, of a column that comes in pieces; what only says again what is known is not looked at."""
    points = commas = False
    for piece in pieces:
        digits = _digits(_telling(piece, points, commas))
        points = points or any(_some(digits, pattern) for pattern in POINTS)
        commas = commas or any(_some(digits, pattern) for pattern in COMMAS)
        if points and commas:
            return "both"
    return "." if points else "," if commas else None


def _telling(values: pa.Array, points: bool, commas: bool) -> pa.Array:
    """Those that could tell the other mark: they hold it, or hold the known one twice."""
    if not points and not commas:
        return values
    known, other = (".", ",") if points else (",", ".")
    is_telling = pc.or_(pc.match_substring(values, other), pc.greater(pc.count_substring(values, known), 1))
    return values.filter(is_telling)


def _digits(values: pa.Array) -> pa.Array:
    shaped = values.filter(pc.fill_null(pc.match_substring_regex(values, SHAPE), False))
    return pc.replace_substring_regex(shaped, r"[^\d.,]", "")


def leaves_open(values: pa.Array) -> bool:
    """Whether any value could be a thousand or a fraction, such as 1.234."""
    return _some(pc.replace_substring_regex(values, r"[^\d.,]", ""), r"^[1-9]\d{0,2}[.,]\d{3}$")


def read_numbers(values: pa.Array, mark: str | None, sql_type: str) -> Readout:
    """Each text as a number; in brackets or with a minus behind it is negative, a per cent sign stays uncounted."""
    texts = trimmed(values)
    if mark != "," and sql_type in SURE and _all_are(texts, SURE[sql_type].pattern):
        return Readout.all_read(texts.cast(SURE[sql_type].type))
    is_plain = pc.and_(pc.match_substring_regex(texts, _PLAIN), mark != ",")
    numbers = tried(pc.if_else(is_plain, texts, None), sql_type)
    left = pc.and_(pc.is_valid(texts), pc.is_null(numbers))
    if not pc.any(left).as_py():
        return Readout.all_read(numbers)
    dressed = tried(_undressed(pc.if_else(left, texts, None), mark), sql_type)
    numbers = pc.coalesce(numbers, dressed)
    unread = pc.if_else(pc.and_(left, pc.is_null(dressed)), texts, None)
    reasons = pc.binary_join_element_wise("'", unread, "' is not a number", "")
    return Readout(numbers, reasons)


def _all_are(values: pa.Array, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(values, pattern), min_count=0).as_py())


def _some(values: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(values, pattern)).as_py())


def _single(mark: str) -> str:
    """One mark that can only be a decimal mark: not exactly three digits behind it, or only a zero before it."""
    escaped = re.escape(mark)
    return rf"^(?:\d*{escaped}(?:\d{{1,2}}|\d{{4,}})|0?{escaped}\d+|\d{{4,}}{escaped}\d{{3}})$"


POINTS = (r"^\d[\d,]*,\d*\.\d+$", r",\d+,", _single("."))
COMMAS = (r"^\d[\d.]*\.\d*,\d+$", r"\.\d+\.", _single(","))


def _undressed(texts: pa.Array, mark: str | None) -> pa.Array:
    """The bare number behind currency, brackets, thousands marks and letters for thousands and millions."""
    distinct = texts.dictionary_encode()
    bare = [_bare(text, mark) for text in distinct.dictionary.to_pylist()]
    return pa.array(bare, pa.string()).take(distinct.indices)


def _bare(text: str, mark: str | None) -> str | None:
    if not re.match(SHAPE, text):
        return None
    is_negative = text.startswith("(") or bool(re.search(r"[-−]\s*\D{0,4}\d|\d\D*-$", text.split("e")[0]))
    digits = re.sub(r"[^\d.,]", "", text)
    own = mark if mark in (".", ",") else decimal_mark(pa.array([digits])) or "."
    digits = digits.replace("," if own == "." else ".", "").replace(own, ".")
    times = _TIMES[found[1].lower()] if (found := _LETTERED.search(text)) else 1
    number = f"{float(digits) * times:.6f}" if times > 1 else digits
    return f"-{number}" if is_negative else number
