"""Which columns of a table say who somebody is?

What the house recognises by name and content comes first. What only matters for telling people apart (a date of birth,
an official number, the number of the house) is looked for in the columns that are left.
"""

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

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
ID = re.compile(r"\b(id|key|nr|no|num|number|nummer|code|ref|uid|guid|uuid|numero)\b")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")


class NothingTold(ValueError):
    """No column says who somebody is."""


def records(reading: Reading, subject: Subject, mapping: Mapping | None = None) -> pa.Table:
    """One row per record: its id, and every field of the subject as text; empty where the table does not tell."""
    known = mapping or recognised(reading, subject)
    origins = {
        name: origin
        for record in known.records
        if record.kind == subject.name
        for name, origin in record.fields.items()
    }
    found = {name: texts(reading.rows, origins[name]) for name in subject.fields if name in origins}
    used = {column for origin in origins.values() for column in origin.reads}
    found |= _extra(reading, [column for column in reading.columns if column not in used])
    if not set(found) & {
        "first_name",
        "last_name",
        "full_name",
        "email",
        "phone",
        "mobile_phone",
        "name",
        "website",
        "email_domain",
    }:
        raise NothingTold(f"none of its columns ({', '.join(reading.columns)}) tells who a {subject.name} is")
    silent = pa.nulls(reading.rows.num_rows, pa.string())
    columns = {name: _text(found.get(name, silent)) for name in subject.fields}
    return pa.table({RECORD_ID: _ids(reading, known, subject, used), **columns})


def recognised(reading: Reading, subject: Subject) -> Mapping:
    """The house's own verdict where it is of this kind; else whatever columns look like its fields."""
    verdict = recognise([reading], reading.table)[0].mapping
    is_of_kind = bool(verdict.records) and verdict.records[0].kind == subject.name
    return verdict if is_of_kind else as_kind(reading, verdict, subject.name)


def _extra(reading: Reading, columns: Sequence[str]) -> dict[str, pa.Array]:
    found: dict[str, pa.Array] = {}
    for column in columns:
        words = plain(column)
        name = next((name for name, pattern in EXTRA.items() if name not in found and pattern.match(words)), None)
        if name or (name := _by_content(reading, column, found)):
            found[name] = reading.rows[column]
    if "birth_date" in found:
        found["birth_date"] = _days(found["birth_date"])
    return found


def _by_content(reading: Reading, column: str, found: dict[str, pa.Array]) -> str | None:
    """Days that spread over a lifetime are birthdays."""
    if "birth_date" in found:
        return None
    about = profile(reading.rows, column)
    if max(about.moment_share, about.epoch_share) < 0.8:
        return None
    years = [int(year[0]) for value in about.values if (year := YEAR.search(value))]
    return "birth_date" if years and max(years) - min(years) > 30 and min(years) < 1985 else None


def _days(values: pa.ChunkedArray) -> pa.Array:
    """Only the digits, year first: 1971-06-24, 24.06.1971 and 19710624 are one day."""
    whole = _text(values)
    first = pc.replace_substring_regex(whole, r"^\D*(\d{1,2})\D(\d{1,2})\D(\d{4}).*$", r"\3-\2-\1")
    digits = pc.replace_substring_regex(pc.utf8_slice_codeunits(first, 0, 10), r"\D", "")
    return pc.if_else(pc.greater_equal(pc.utf8_length(digits), 6), digits, None)


def _ids(reading: Reading, known: Mapping, subject: Subject, used: set[str]) -> pa.Array:
    """The record's own id, not one made of what it tells; the line where a table has none, or one that repeats."""
    of_kind = [record for record in known.records if record.kind == subject.name]
    said = [origin for record in of_kind for origin in [record.record_id] if not used.intersection(origin.reads)]
    by_name = [column for column in reading.columns if ID.search(plain(column)) and column not in used]
    for origin in [*said, *map(Origin.of, by_name)]:
        ids = _text(texts(reading.rows, origin, whole=True))
        if not ids.null_count and pc.count_distinct(ids).as_py() == len(ids):
            return ids
    return _text(reading.rows["line"].cast(pa.string()))


def _text(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    chunked = values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])
    return pa.concat_arrays([*chunked.cast(pa.string()).chunks, pa.array([], pa.string())])
