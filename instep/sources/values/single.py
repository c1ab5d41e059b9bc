"""What does one value mean that somebody typed for a field, read as an import would read it?"""

import pyarrow as pa

from instep.sources.kind import kinds
from instep.sources.values.amounts import read_numbers
from instep.sources.values.contacts import read_phones
from instep.sources.values.readout import Readout
from instep.sources.values.typed import READERS, SQL

LONGEST = 500


class NoSuchValue(ValueError):
    """It is no value of this field; the words say why."""


def typed_value(kind: str, field: str, text: str, country: str | None = None) -> str:
    """As the golden record writes it; telephone numbers are of this country. Raises NoSuchValue."""
    said = text.strip()
    if not 0 < len(said) <= LONGEST:
        raise NoSuchValue(f"a value has 1 to {LONGEST} characters")
    readout = _read(kind, field, pa.array([said]), pa.array([country], pa.string()))
    value = readout.values[0].as_py()
    if value is None:
        raise NoSuchValue(readout.reasons[0].as_py() or f"'{said}' is no value of this field")
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _read(kind: str, field: str, said: pa.Array, country: pa.Array) -> Readout:
    known = kinds()[kind].fields.get(field)
    type_ = known.type if known else "text"
    if type_ in SQL:
        return read_numbers(said, None, SQL[type_])
    if type_ == "phone":
        return read_phones(said, country)
    reader = READERS.get("email_domain" if field == "domain" else field, READERS.get(type_))
    return reader(said) if reader else Readout.all_read(said)
