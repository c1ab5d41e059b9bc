"""Which texts of a table may only say that nothing was said?

In a date, a number, an address or an id they can mean nothing else, so there they are read so. Anywhere else "N/A" may
be a value: it stays what it is until people say that it stands for nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from instep.sources.kind import Field
from instep.sources.values.trimmed import without

if TYPE_CHECKING:
    from instep.sources.recognition.profile import Profile

_SIGNS = "n/a N/A #N/A #NULL! #REF! NULL null <null> NaN nan - -- --- – — (blank) (none) (empty) undefined \\N"
_WORDS = (
    "NA None none . ? ?? ... unknown TBD tba tbc n.a. k.A. n.v.t. pending ausstehend offen unbekannt inconnu "
    "desconocido sconosciuto onbekend"
)
_PHRASES = (
    "Select|Select...|Please select|- Select -|-- Select --|--None--|Not specified|Not available|Not set|No value|"
    "keine Angabe|nicht bekannt|to be defined|to be determined|noch offen|por definir|da definire|à définir"
)
_AS_LISTED = (*_SIGNS.split(), *_WORDS.split(), *_PHRASES.split("|"))
KNOWN = frozenset(way(text) for text in _AS_LISTED for way in (str, str.lower, str.upper, str.capitalize))
NEVER = ("0000-00-00", "0000-00-00 00:00:00")
IN_IDS = frozenset([*_SIGNS.split(), *NEVER])
"""Of ids only the signs: there may be somebody whose id is "unknown"."""
IN_VALUES = KNOWN | frozenset(NEVER)
"""Dates, numbers, yes and no, addresses, telephones."""
IN_NAMES_OF_CODES = IN_VALUES - {"NA", "na", "Na"}
"""Countries, currencies, domains: NA is Namibia."""
READ_TEXTS = ("country", "amount_currency", "email_domain")
NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Placeholder:
    """A text that may stand for nothing, and the columns whose samples hold it."""

    text: str
    columns: tuple[str, ...]


def offered(profiles: "Iterable[Profile]") -> tuple[Placeholder, ...]:
    """Those that occur, for people to say whether they mean nothing."""
    found: dict[str, list[str]] = {}
    for each in profiles:
        for value in KNOWN & set(each.values):
            found.setdefault(value, []).append(each.name)
    return tuple(Placeholder(text, tuple(columns)) for text, columns in sorted(found.items()))


def nothings(field: Field) -> frozenset[str]:
    """The texts that say nothing in this field, whatever people said."""
    if field.type != "text":
        return IN_VALUES
    if field.refers_to:
        return IN_IDS
    return IN_NAMES_OF_CODES if field.name in READ_TEXTS else NOWHERE


def without_placeholders(values: pa.Array, texts: frozenset[str]) -> pa.Array:
    """Of a column in which these texts can't be a value."""
    return without(values, _listed(texts)) if texts else values


@cache
def _listed(texts: frozenset[str]) -> pa.Array:
    return pa.array(sorted(texts), pa.string())
