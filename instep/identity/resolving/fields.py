"""Which columns of a table say who somebody is?

What the house recognises by name and content comes first. What only matters for telling people apart (a date of birth,
an official number, the number of the house) is looked for in the columns that are left.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import yaml

from instep.identity.resolving.subject import Subject
from instep.sources.mapping import Mapping
from instep.sources.origin import Origin
from instep.sources.reading import Reading
from instep.sources.recognition.as_kind import as_kind
from instep.sources.recognition.profile import profile
from instep.sources.recognition.recognising import recognise
from instep.sources.recognition.words import plain
from instep.sources.values.texts import texts

BIRTH = re.compile(
    r"^(dob|birth|birthday|.*\b(birth date|date of birth|birthdate|born|geburtsdatum|geboren|naissance|nacimiento))\b.*"
)
OWN_ID = re.compile(
    r".*\b(ssn|soc sec|soc sec id|social security|sin|nino|nif|nie|dni|cpf|cnpj|passport|tax (id|number|no)"
    r"|vat|vat (id|number)|national id|national insurance|steuernummer|driver licen[cs]e|duns|lei|siren|siret)\b.*"
)
HOUSE = re.compile(r"^(street|house|building) ?(number|no|nr|num)$|^hausnummer$|^house$")
GENDER = re.compile(r"^(gender|sex|geschlecht|sexo|sexe)$")
EXTRA = {"birth_date": BIRTH, "own_id": OWN_ID, "house_number": HOUSE, "gender": GENDER}
RECORD_ID = "record_id"
OWN_IDS = 0.95
ID = re.compile(r"\b(id|key|nr|no|num|number|nummer|code|ref|uid|guid|uuid|numero)\b")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")


TELLING = {
    "first_name",
    "last_name",
    "full_name",
    "email",
    "phone",
    "mobile_phone",
    "name",
    "website",
    "email_domain",
}


class NothingTold(ValueError):
    """No column says who somebody is."""


@dataclass(frozen=True)
class Columns:
    """Which column says what; kept beside a resolution, so that few new records are read like the many before."""

    record_id: Origin | None
    """None: a record is called by its line."""
    fields: dict[str, Origin]

    def to_yaml(self) -> str:
        said = {name: origin.written() for name, origin in self.fields.items()}
        return yaml.safe_dump(
            {"record_id": self.record_id and self.record_id.written(), "fields": said}, sort_keys=False
        )

    @classmethod
    def read(cls, text: str) -> Self:
        said = yaml.safe_load(text)
        record_id = said["record_id"] and Origin.read(said["record_id"])
        return cls(record_id, {name: Origin.read(each) for name, each in said["fields"].items()})

    def reads(self) -> set[str]:
        origins = [*self.fields.values(), *([self.record_id] if self.record_id else [])]
        return {column for origin in origins for column in origin.reads}


def columns(reading: Reading, subject: Subject, mapping: Mapping | None = None) -> Columns:
    if not reading.rows.num_rows:
        raise NothingTold("it has no records")
    known = mapping or recognised(reading, subject)
    of_kind = [record for record in known.records if record.kind == subject.name]
    found = {name: origin for record in of_kind for name, origin in record.fields.items() if name in subject.fields}
    used = {column for record in of_kind for origin in record.fields.values() for column in origin.reads}
    left = [column for column in reading.columns if column not in used]
    found |= {name: column for name, column in _extra(reading, left).items() if name in subject.fields}
    if not set(found) & TELLING:
        raise NothingTold(f"none of its columns ({_some(reading.columns)}) tells {subject.plural} apart")
    return Columns(_record_id(reading, [record.record_id for record in of_kind], used), found)


def records(reading: Reading, known: Columns, subject: Subject, after: int = 0) -> pa.Table:
    """One row per record: its id, and every field of the subject as text; empty where the table does not tell.

    Where a table has no ids, records are called by their line, counted on after those that are there already.
    """
    silent = pa.nulls(reading.rows.num_rows, pa.string())
    told = {name: _text(texts(reading.rows, known.fields[name])) for name in subject.fields if name in known.fields}
    if "birth_date" in told:
        told["birth_date"] = _days(told["birth_date"])
    return pa.table(
        {RECORD_ID: _ids(reading, known.record_id, after), **{name: told.get(name, silent) for name in subject.fields}}
    )


def recognised(reading: Reading, subject: Subject) -> Mapping:
    """The house's own verdict where it is of this kind; else whatever columns look like its fields."""
    verdict = recognise([reading], reading.table)[0].mapping
    is_of_kind = bool(verdict.records) and verdict.records[0].kind == subject.name
    return verdict if is_of_kind else as_kind(reading, verdict, subject.name)


def _extra(reading: Reading, left: Sequence[str]) -> dict[str, Origin]:
    found: dict[str, Origin] = {}
    for column in left:
        words = plain(column)
        name = next((name for name, pattern in EXTRA.items() if name not in found and pattern.match(words)), None)
        if name or (name := _by_content(reading, column, found)):
            found[name] = Origin.of(column)
    return found


def _by_content(reading: Reading, column: str, found: dict[str, Origin]) -> str | None:
    """Days that spread over a lifetime are birthdays."""
    if "birth_date" in found:
        return None
    about = profile(reading.rows, column)
    if max(about.moment_share, about.epoch_share) < 0.8:
        return None
    years = [int(year[0]) for value in about.values if (year := YEAR.search(value))]
    return "birth_date" if years and max(years) - min(years) > 30 and min(years) < 1985 else None


def _days(whole: pa.Array) -> pa.Array:
    """Only the digits, year first: 1971-06-24, 24.06.1971 and 19710624 are one day."""
    first = pc.replace_substring_regex(whole, r"^\D*(\d{1,2})\D(\d{1,2})\D(\d{4}).*$", r"\3-\2-\1")
    digits = pc.replace_substring_regex(pc.utf8_slice_codeunits(first, 0, 10), r"\D", "")
    return pc.if_else(pc.greater_equal(pc.utf8_length(digits), 6), digits, None)


def _record_id(reading: Reading, said: Sequence[Origin], used: set[str]) -> Origin | None:
    """The record's own id, not one made of what it tells: a column where nearly every value is another."""
    by_name = [column for column in reading.columns if ID.search(plain(column)) and column not in used]
    for origin in [*(each for each in said if not used.intersection(each.reads)), *map(Origin.of, by_name)]:
        ids = _text(texts(reading.rows, origin, whole=True))
        if pc.count_distinct(ids).as_py() >= OWN_IDS * len(ids):
            return origin
    return None


def _ids(reading: Reading, record_id: Origin | None, after: int) -> pa.Array:
    """An id that is missing or repeats says the line as well."""
    lines = reading.rows["line"]
    if record_id is None:
        return _text(pc.add(lines, after))
    ids = pc.coalesce(_text(texts(reading.rows, record_id, whole=True)), "")
    counted = ids.value_counts()
    often = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
    unclear = pc.or_(pc.equal(ids, ""), pc.is_in(ids, value_set=often))
    return pc.if_else(unclear, pc.binary_join_element_wise(ids, _text(lines), "~"), ids)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def _text(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    chunked = values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])
    return pa.concat_arrays([*chunked.cast(pa.string()).chunks, pa.array([], pa.string())])
