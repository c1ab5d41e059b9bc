"""Which texts of a table only say that nothing was said?"""

from collections.abc import Iterable

from instep.sources.recognition.profile import Profile

_KNOWN_WORDS = "n/a N/A #N/A #NULL! #REF! NULL null <null> NaN nan - -- --- (blank) (none) (empty) undefined \\N"
KNOWN = frozenset(_KNOWN_WORDS.split())
NEVER = ("0000-00-00", "0000-00-00 00:00:00")


def placeholders(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """Those that occur; they stand in the mapping, where people can take one out."""
    return tuple(sorted({value for each in profiles for value in each.values if value in KNOWN or value in NEVER}))
