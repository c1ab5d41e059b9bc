"""Which texts of a table may only say that nothing was said?

In a date, a number, an address or an id they can mean nothing else, so there they are read so. Anywhere else "N/A" may
be a value: it stays what it is until people say that it stands for nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.recognition.profile import Profile

_SIGNS = "n/a N/A #N/A #NULL! #REF! NULL null <null> NaN nan - -- --- (blank) (none) (empty) undefined \\N"
_WORDS = "NA Null None none . ? unknown Unknown TBD"
_PHRASES = (
    "Select|Select...|Please select|- Select -|-- Select --|--None--|Not specified|Not available|Not set|No value"
)
KNOWN = frozenset([*_SIGNS.split(), *_WORDS.split(), *_PHRASES.split("|"), "keine Angabe"])
NEVER = ("0000-00-00", "0000-00-00 00:00:00")
_NOTHING = pa.array([*_SIGNS.split(), *NEVER], pa.string())


@dataclass(frozen=True)
class Placeholder:
    """A text that may stand for nothing, and the columns whose samples hold it."""

    text: str
    columns: tuple[str, ...]


def offered(profiles: Iterable[Profile]) -> tuple[Placeholder, ...]:
    """Those that occur, for people to say whether they mean nothing."""
    found: dict[str, list[str]] = {}
    for each in profiles:
        for value in KNOWN & set(each.values):
            found.setdefault(value, []).append(each.name)
    return tuple(Placeholder(text, tuple(columns)) for text, columns in sorted(found.items()))


def texts_of(offers: Sequence[Placeholder]) -> tuple[str, ...]:
    return tuple(offer.text for offer in offers)


def without_placeholders(values: pa.Array) -> pa.Array:
    """For columns in which a placeholder can't be a value."""
    return pc.if_else(pc.is_in(values, _NOTHING), pa.scalar(None, pa.string()), values)
