"""What does a chunk of a delivery say in our words?"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.kind import ARROW, FIRST_COLUMNS, OWN_VALUES, WITH_OWN, Kind, kinds
from instep.sources.mapping import Mapping, Records
from instep.sources.own.field import OwnField
from instep.sources.own.values import own_values
from instep.sources.trust import PUBLIC, TRUST
from instep.sources.values.contacts import country_of_address
from instep.sources.values.flags import read_flags
from instep.sources.values.missing import IN_IDS, without_placeholders
from instep.sources.values.readout import Readout
from instep.sources.values.texts import CONTENT, column, texts
from instep.sources.values.typed import phones_of, values_of


@dataclass
class Canonical:
    """Records by kind, in the columns of `taken.<kind>`, and why rows were refused (null: they weren't)."""

    ids: pa.Array
    """The id of each row's first record; where it gives none, the row's fingerprint, if that is known."""
    reasons: pa.Array
    records: list[tuple[str, pa.Table]] = field(default_factory=list)
    emptied: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Values that could not be read and were left empty: how many, by column and what they are not."""


def canonical(chunk: pa.Table, mapping: Mapping) -> Canonical:
    """Every record of the chunk; a refused row gives none."""
    rows = chunk.num_rows
    said = Canonical(column(chunk, CONTENT), pa.nulls(rows, pa.string()))
    ids: list[pa.Array] = []
    for place, records in enumerate(mapping.records):
        applies = _applies(chunk, records)
        named = without_placeholders(texts(chunk, records.record_id, whole=True), IN_IDS)
        record_id = pc.if_else(applies, named, None) if records.where else named
        if place == 0 and record_id.null_count:
            nameless = pc.and_(applies, pc.is_null(record_id))
            reason = f"no {' / '.join(records.record_id.columns)}: the record can't be told from others"
            said.reasons = pc.coalesce(said.reasons, pc.if_else(nameless, reason, None))
        ids.append(pc.binary_join_element_wise(f"{records.kind}/", record_id, ""))
        said.records.append((records.kind, _table(chunk, mapping, records, record_id, said)))
    said.ids = pc.coalesce(*ids, said.ids) if ids and ids[0].null_count else [*ids, said.ids][0]
    kept = pc.is_null(said.reasons)
    for place, (kind, table) in enumerate(said.records):
        is_told = pc.and_(kept, pc.is_valid(table["record_id"]))
        whole = table if pc.all(is_told).as_py() else table.filter(is_told)
        said.records[place] = (kind, whole if place == 0 else once(whole))
    return said


def once(table: pa.Table) -> pa.Table:
    """Of records that come along with many rows, such as the company of each deal, the last one."""
    order = np.argsort(table["line"].to_numpy(), kind="stable")
    known = table["record_id"].combine_chunks().dictionary_encode()
    last = np.zeros(len(known.dictionary), np.int64)
    last[known.indices.to_numpy()[order]] = order
    return table if len(last) == len(order) else table.take(np.sort(last))


def _applies(chunk: pa.Table, records: Records) -> pa.Array:
    applies = pa.repeat(True, chunk.num_rows)
    for name, values in records.where.items():
        applies = pc.and_(applies, pc.is_in(column(chunk, name), pa.array(values, pa.string())))
    return applies


def _table(chunk: pa.Table, mapping: Mapping, records: Records, record_id: pa.Array, said: Canonical) -> pa.Table:
    kind = kinds()[records.kind]
    found = _fields(chunk, mapping, records, kind, pc.is_valid(record_id), said)
    deleted = pc.fill_null(_deleted(chunk, records), False)
    first = {"record_id": record_id, "line": chunk["line"].combine_chunks(), "is_deleted": deleted}
    first |= {"is_public": pc.fill_null(pc.equal(column(chunk, TRUST), PUBLIC), False)}
    nothing = {name: pa.nulls(chunk.num_rows, ARROW[about.type]) for name, about in kind.fields.items()}
    return pa.table(first | nothing | found | _own(chunk, mapping, records, pc.is_valid(record_id), said))


def _own(
    chunk: pa.Table, mapping: Mapping, records: Records, is_record: pa.Array, said: Canonical
) -> dict[str, pa.Array]:
    """What fields of people's own say; a value that can't be read is left empty."""

    def tell(field: OwnField, read: Readout) -> None:
        _tell(said, read, is_record, " + ".join(field.origin.columns), is_vital=False)

    if records.kind not in WITH_OWN:
        return {}
    return {OWN_VALUES: own_values(chunk, mapping, records.own_fields, tell)}


def _deleted(chunk: pa.Table, records: Records) -> pa.Array:
    if records.is_deleted is None:
        return pa.nulls(chunk.num_rows, pa.bool_())
    return read_flags(texts(chunk, records.is_deleted)).values


def _fields(
    chunk: pa.Table, mapping: Mapping, records: Records, kind: Kind, is_record: pa.Array, said: Canonical
) -> dict[str, pa.Array]:
    found: dict[str, pa.Array] = {}
    known = [(kind.fields[name], origin) for name, origin in records.fields.items() if name in kind.fields]
    for about, origin in sorted(known, key=lambda pair: pair[0].type == "phone"):
        if about.type == "phone":
            countries = _countries(chunk, found)
            read = phones_of(chunk, mapping, origin, countries)
        else:
            read = values_of(chunk, mapping, about, origin)
        found[about.name] = read.values
        _tell(said, read, is_record, " + ".join(origin.columns), about.is_vital)
    return _with_currency(found, kind, mapping)


def _countries(chunk: pa.Table, found: dict[str, pa.Array]) -> pa.Array:
    """Where a phone number is from: the record's country, else the one its e-mail address ends with."""
    nothing = pa.nulls(chunk.num_rows, pa.string())
    return pc.coalesce(found.get("country", nothing), country_of_address(found.get("email", nothing)))


def _tell(said: Canonical, read: Readout, is_record: pa.Array, column_name: str, is_vital: bool) -> None:
    if read.reasons.null_count == len(read.reasons):
        return
    reasons = pc.if_else(is_record, read.reasons, None)
    if is_vital:
        told = pc.binary_join_element_wise(f"{column_name}: ", reasons, "")
        said.reasons = pc.coalesce(said.reasons, told)
    else:
        what = pc.replace_substring_regex(reasons.drop_null(), r"(?s)^'.*' is", "is")
        said.emptied.update(
            {(column_name, each["values"]): each["counts"] for each in pc.value_counts(what).to_pylist()}
        )


def _with_currency(found: dict[str, pa.Array], kind: Kind, mapping: Mapping) -> dict[str, pa.Array]:
    """Amounts without a currency of their own are in the mapping's."""
    if mapping.currency is None or "amount_currency" not in kind.fields or not found:
        return found
    amounts = [found[name] for name, about in kind.fields.items() if about.type == "amount" and name in found]
    if not amounts:
        return found
    own = found.get("amount_currency", pa.nulls(len(amounts[0]), pa.string()))
    fallback = pc.if_else(pc.is_valid(pc.coalesce(*amounts)), mapping.currency, None)
    return found | {"amount_currency": pc.coalesce(own, fallback)}


def completed(table: pa.Table, kind: Kind, source: str, batch_id: str, received_at: pa.Scalar) -> pa.Table:
    """The rows of `taken.<kind>`: with the columns that are the same for a whole batch."""
    same = {"source": pa.scalar(source), "batch_id": pa.scalar(batch_id), "received_at": received_at}
    columns = {
        name: pa.repeat(value.cast(FIRST_COLUMNS.field(name).type), table.num_rows) for name, value in same.items()
    }
    columns |= {name: table[name] for name in table.column_names}
    return pa.table({name: columns[name] for name in kind.schema().names}).cast(kind.schema())
