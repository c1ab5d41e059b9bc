"""What does a plain table say of each lead: its fields, what became of it, when it came, what it was worth?"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.definitions.rule import Vocabulary
from instep.sources.reading import Reading
from instep.sources.values.amounts import decimal_mark, read_numbers
from instep.sources.values.day_order import ASK, MIXED, day_order
from instep.sources.values.flags import flag_of
from instep.sources.values.moments import Writing, read_moments
from instep.sources.values.vocabulary import meant

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
READABLE = 0.98


class Unclear(Exception):
    """The table or what was asked leaves something open; the message says what settles it."""


@dataclass(frozen=True)
class Asked:
    """Which columns are meant. positive: the outcomes that count as success; where none is said, yes and won do."""

    outcome: str
    positive: tuple[str, ...] = ()
    time: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Leads:
    """Column by column: fields as text or number, outcome as true, false or unknown, months such as 2026-01."""

    fields: pa.Table
    outcome: pa.Array
    months: pa.Array | None
    values: pa.Array | None

    @property
    def succeeded(self) -> Flags:
        return _flags(self.outcome.fill_null(False))

    @property
    def is_settled(self) -> Flags:
        """Whether the outcome is known."""
        return _flags(pc.is_valid(self.outcome))

    @property
    def vocabulary(self) -> Vocabulary:
        """The fields that a rule may ask about."""
        numbers = {each.name for each in self.fields.schema if pa.types.is_floating(each.type)}
        return Vocabulary(frozenset(self.fields.schema.names) - numbers, frozenset(numbers))


def leads(reading: Reading, asked: Asked) -> Leads:
    """Raises Unclear."""
    for name in (asked.outcome, asked.time, asked.value):
        if name is not None and name not in reading.columns:
            raise Unclear(f"there is no column {name!r}; the columns are: {', '.join(reading.columns)}")
    own = [name for name in reading.columns if name != asked.outcome]
    fields = pa.table({name: typed(_filled(reading, name)) for name in own})
    outcome = _outcome(_filled(reading, asked.outcome), asked)
    months = _months(_filled(reading, asked.time), asked.time) if asked.time else None
    return Leads(fields, outcome, months, _values(fields, asked.value) if asked.value else None)


def typed(texts: pa.Array) -> pa.Array:
    """Numbers where nearly all are, else the texts."""
    filled = len(texts) - texts.null_count
    read = read_numbers(texts, decimal_mark(texts), "double").values
    return read if filled and len(read) - read.null_count >= READABLE * filled else texts


def _flags(values: pa.Array) -> Flags:
    flags: Flags = values.to_numpy(zero_copy_only=False)
    return flags


def _filled(reading: Reading, name: str) -> pa.Array:
    texts = reading.rows[name].combine_chunks()
    return pc.if_else(pc.equal(pc.utf8_trim_whitespace(texts), ""), None, texts)


def _outcome(texts: pa.Array, asked: Asked) -> pa.Array:
    coded = texts.dictionary_encode()
    words = coded.dictionary.to_pylist()
    said = {word.strip().casefold() for word in asked.positive}
    meant_by = [word.strip().casefold() in said for word in words] if said else [is_success(word) for word in words]
    if said and not any(meant_by):
        raise Unclear(f"no lead has the outcome {', '.join(asked.positive)}; there are: {', '.join(words[:20])}")
    if not {True, False} <= set(meant_by):
        raise Unclear(f"say which outcomes count as success with --positive, such as: {', '.join(words[:20])}")
    return pa.array(meant_by, pa.bool_()).take(coded.indices)


def is_success(word: str) -> bool | None:
    """Yes or no in many languages, won or lost in the words of many systems; None where it is still open."""
    flag = flag_of(word)
    outcome = meant("outcome", word)
    return flag if flag is not None else {"won": True, "lost": False}.get(outcome or "")


def _months(texts: pa.Array, name: str | None) -> pa.Array:
    order = day_order(texts, name or "")
    if order in (ASK, MIXED):
        raise Unclear(f"{name!r} could be day-month or month-day; write its dates as year-month-day")
    moments = read_moments(texts, Writing(order)).values
    if moments.null_count == len(moments):
        raise Unclear(f"{name!r} holds no dates that can be read")
    return pc.strftime(moments, "%Y-%m")


def _values(fields: pa.Table, name: str) -> pa.Array:
    if not pa.types.is_floating(fields.schema.field(name).type):
        raise Unclear(f"{name!r} holds no amounts that can be added up")
    return fields[name].combine_chunks()
