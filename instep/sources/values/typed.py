"""How does a field's text become a value of the field's type?"""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.kind import ARROW, Field
from instep.sources.mapping import Column, Mapping
from instep.sources.origin import Origin
from instep.sources.values.amounts import read_numbers
from instep.sources.values.contacts import read_emails, read_phones
from instep.sources.values.currencies import currency_of
from instep.sources.values.flags import read_flags
from instep.sources.values.missing import IN_VALUES, nothings, without_placeholders
from instep.sources.values.moments import Writing, read_moments
from instep.sources.values.once import read_once
from instep.sources.values.places import country_of
from instep.sources.values.readout import Readout
from instep.sources.values.texts import column, texts

Reader = Callable[[pa.Array], Readout]
SQL = {"amount": "decimal(18,2)", "number": "double", "share": "double", "count": "bigint"}


def values_of(chunk: pa.Table, mapping: Mapping, field: Field, origin: Origin) -> Readout:
    """The field's values in its own type; phone numbers wait for their country (see `phones_of`)."""
    if origin.way == "multiply":
        return _product(chunk, mapping, origin, field.type)
    if origin.way == "first" and field.type not in ("text", "email"):
        return _first_read([_one(chunk, mapping, field, Origin.of(name)) for name in origin.columns])
    return _one(chunk, mapping, field, origin)


def phones_of(chunk: pa.Table, mapping: Mapping, origin: Origin, countries: pa.Array) -> Readout:
    said = pc.coalesce(countries, pa.scalar(mapping.country, pa.string()))
    return read_phones(without_placeholders(texts(chunk, origin), IN_VALUES), said)


def _one(chunk: pa.Table, mapping: Mapping, field: Field, origin: Origin) -> Readout:
    said = without_placeholders(texts(chunk, origin), nothings(field))
    written = mapping.column(origin.columns[0]) if origin.columns else mapping.column("")
    return read_once(_reader(mapping, field, written), said) if _is_read(field) else _as_it_is(_turned(said, written))


def _is_read(field: Field) -> bool:
    return field.type != "text" or field.name in READERS


def _reader(mapping: Mapping, field: Field, written: Column) -> Reader:
    if field.type == "moment":
        return lambda said: read_moments(said, Writing(written.dates, mapping.zone))
    if field.type in SQL:
        return lambda said: _shared(read_numbers(said, written.decimal, SQL[field.type]), written)
    return lambda said: READERS.get(field.name, READERS.get(field.type, _as_it_is))(_turned(said, written))


def _shared(read: Readout, written: Column) -> Readout:
    return Readout(pc.divide(read.values, 100.0), read.reasons) if written.is_percent else read


def _turned(said: pa.Array, written: Column) -> pa.Array:
    """First names first."""
    return pc.replace_substring_regex(said, r"^([^,]{2,}), *([^,]{2,})$", r"\2 \1") if written.names else said


def _first_read(readouts: list[Readout]) -> Readout:
    values = pc.coalesce(*[readout.values for readout in readouts])
    reasons = pc.coalesce(*[readout.reasons for readout in readouts])
    return Readout(values, pc.if_else(pc.is_null(values), reasons, None))


def _product(chunk: pa.Table, mapping: Mapping, origin: Origin, type_: str) -> Readout:
    """Quantity times price, less the share that was let off; nothing where a factor is missing."""
    factors = [_number(chunk, mapping, name) for name in origin.columns]
    total = factors[0].values
    for factor in factors[1:]:
        total = pc.multiply(total, factor.values)
    if origin.less:
        less = pc.fill_null(_number(chunk, mapping, origin.less).values, 0.0)
        total = pc.multiply(total, pc.subtract(1.0, less))
    rounded = pc.round(total, 2) if type_ == "amount" else total
    return Readout(rounded.cast(ARROW[type_], safe=False), pc.coalesce(*[factor.reasons for factor in factors]))


def _number(chunk: pa.Table, mapping: Mapping, name: str) -> Readout:
    written = mapping.column(name)
    said = without_placeholders(column(chunk, name), IN_VALUES)
    return _shared(read_numbers(said, written.decimal, "double"), written)


def _as_it_is(said: pa.Array) -> Readout:
    return Readout.all_read(said)


def _each(reads: Callable[[str], str | None], sentence: str) -> Reader:
    def read(said: pa.Array) -> Readout:
        distinct = said.dictionary_encode()
        found = pa.array([reads(text) for text in distinct.dictionary.to_pylist()], pa.string()).take(distinct.indices)
        unread = pc.if_else(pc.is_null(found), said, None)
        return Readout(found, pc.binary_join_element_wise("'", unread, f"' {sentence}", ""))

    return read


def _domain(text: str) -> str | None:
    host = text.lower().split("://")[-1].split("/")[0].split("@")[-1].removeprefix("www.").strip(".")
    return host if "." in host and " " not in host else None


READERS: dict[str, Reader] = {
    "email": read_emails,
    "flag": read_flags,
    "country": _each(country_of, "is not a country"),
    "amount_currency": _each(currency_of, "is not a currency"),
    "email_domain": _each(_domain, "is not a domain"),
}
"""By a field's name, else by its type."""
