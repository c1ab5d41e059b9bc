"""Which moments does a column of texts mean?

ISO dates, and dates whose order is known, are read all at once; whatever is left is read once per distinct text.
"""

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.values.casting import tried
from instep.sources.values.day_order import DAY_MONTH, MONTH_DAY
from instep.sources.values.moment_text import ISO, ZONE, moment_of
from instep.sources.values.readout import Readout
from instep.sources.values.signs import are_alike
from instep.sources.values.trimmed import trimmed

MOMENT = pa.timestamp("us", tz="UTC")
_CLOCK = r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?"
SOUND = rf"^[12]\d{{3}}-\d{{2}}-\d{{2}}(?:{_CLOCK})?$"
ZONED = rf"^[12]\d{{3}}-\d{{2}}-\d{{2}}{_CLOCK}(?:Z|[+-]\d{{2}}:\d{{2}})$"
FEW = 100
_SLASHED = r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})((?:[ T,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)$"
_AS_ISO = {DAY_MONTH: r"\3-\2-\1\4", MONTH_DAY: r"\3-\1-\2\4"}


@dataclass(frozen=True)
class Writing:
    """How a column writes its moments."""

    order: str | None = None
    zone: str = "UTC"


def read_moments(values: pa.Array, writing: Writing) -> Readout:
    """Each text as a moment in UTC.

    A text without a zone is in the column's zone. A day without a time is that day's first moment in UTC, wherever it
    was written, so that a day stays the same day.
    """
    texts = trimmed(values)
    if (zoned := _all_are(texts, ZONED, MOMENT)) is not None:
        return Readout.all_read(zoned)
    if (sound := _all_are(texts, SOUND, pa.timestamp("us"))) is not None:
        return Readout.all_read(_in_zone(sound, writing.zone, pc.match_substring(texts, ":")))
    rewritten = _rewritten(texts, writing.order)
    moments = _iso(pc.if_else(pc.match_substring_regex(rewritten, ISO), rewritten, None), writing.zone)
    left = pc.and_(pc.is_valid(texts), pc.is_null(moments))
    if not pc.any(left).as_py():
        return Readout.all_read(moments)
    return _one_by_one(pc.if_else(left, texts, None), moments, writing)


def _all_are(texts: pa.Array, pattern: str, type_: pa.DataType) -> pa.Array | None:
    """A column that only holds ISO moments, all with a zone or all without one, needs no second look."""
    if not pc.all(pc.match_substring_regex(texts.slice(0, FEW), pattern), min_count=0).as_py():
        return None
    is_told = are_alike(texts, "12") or pc.all(pc.match_substring_regex(texts, pattern), min_count=0).as_py()
    if not is_told:
        return None
    try:
        return texts.cast(type_)
    except pa.ArrowInvalid:
        return None


def _rewritten(texts: pa.Array, order: str | None) -> pa.Array:
    texts = _replaced(texts, r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3")
    return _replaced(texts, _SLASHED, _AS_ISO[order]) if order in _AS_ISO else texts


def _iso(texts: pa.Array, zone: str) -> pa.Array:
    if texts.null_count == len(texts):
        return pa.nulls(len(texts), MOMENT)
    plain = _replaced(texts, r"(\d),(\d+)", r"\1.\2")
    has_time = pc.match_substring(plain, ":")
    is_zoned = pc.and_(has_time, pc.match_substring_regex(plain, f"{ZONE}$"))
    moments = _zoned(pc.if_else(is_zoned, plain, None))
    bare = pc.if_else(is_zoned, None, plain)
    if bare.null_count == len(bare):
        return moments
    return pc.coalesce(moments, _in_zone(tried(bare, "timestamp").cast(pa.timestamp("us")), zone, has_time))


def _zoned(texts: pa.Array) -> pa.Array:
    if texts.null_count == len(texts):
        return pa.nulls(len(texts), MOMENT)
    plain = _replaced(texts, r"\s*(?:UTC|GMT)$", "Z")
    plain = _replaced(plain, r"\s*([+-]\d{2})(\d{2})$", r"\1:\2")
    return tried(_replaced(plain, r"\s+([+-]\d{2}(?::\d{2})?)$", r"\1"), "timestamptz").cast(MOMENT)


def _replaced(texts: pa.Array, pattern: str, by: str) -> pa.Array:
    """Replacing costs much more than looking whether there is anything to replace."""
    is_needed = pc.any(pc.match_substring_regex(texts, pattern)).as_py()
    return pc.replace_substring_regex(texts, pattern, by) if is_needed else texts


def _in_zone(bare: pa.Array, zone: str, has_time: pa.Array) -> pa.Array:
    as_utc = pc.assume_timezone(bare, "UTC")
    if zone == "UTC":
        return as_utc
    there = pc.assume_timezone(bare, zone, ambiguous="earliest", nonexistent="latest").cast(MOMENT)
    return pc.if_else(has_time, there, as_utc)


def _one_by_one(texts: pa.Array, moments: pa.Array, writing: Writing) -> Readout:
    distinct = texts.dictionary_encode()
    read = [moment_of(text, writing.order, writing.zone) for text in distinct.dictionary.to_pylist()]
    values = pa.array([each if isinstance(each, datetime) else None for each in read], MOMENT)
    reasons = pa.array([each if isinstance(each, str) else None for each in read], pa.string())
    return Readout(pc.coalesce(moments, values.take(distinct.indices)), reasons.take(distinct.indices))
