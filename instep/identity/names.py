"""Can two written names be one person's?"""

import re
from functools import lru_cache
from typing import NamedTuple

from instep.identity.spelling import plain
from instep.identity.wordlist import lines, nickname_families

MAILBOX = re.compile(r"(?P<first>[a-z]{2,})[._](?P<last>[a-z]{2,})@")
TITLES = frozenset(lines("title"))
GENERATIONS = {"jr": "junior", "jun": "junior", "junior": "junior", "sr": "senior", "sen": "senior", "senior": "senior"}
GENERATIONS |= {"ii": "ii", "iii": "iii", "iv": "iv", "filho": "junior", "neto": "neto"}


class Name(NamedTuple):
    """A name in plain letters; an empty part is not known."""

    first: str = ""
    last: str = ""
    generation: str = ""

    @property
    def is_full(self) -> bool:
        return len(self.first) > 1 and len(self.last) > 1

    @property
    def is_silent(self) -> bool:
        return not self.first and not self.last


@lru_cache(maxsize=500_000)
def name(first: str | None, last: str | None, full: str | None) -> Name:
    """Read a name from its parts, or from one field: `Pérez, Ana`, `Dr. Ana Pérez`, `Hans Weber jun.`"""
    if first and last:
        return _name(_words(first), _words(last))
    written = full or first or last or ""
    if "," in written:
        family, _, given = written.partition(",")
        return _name(_words(given), _words(family))
    words = _words(written)
    if full or (first and len(words) > 1):
        return _name(words[:1], words[1:])
    return _name(words, []) if first else _name([], words)


@lru_cache(maxsize=500_000)
def full_name(first: str | None, last: str | None, full: str | None, mailbox: str | None) -> Name:
    """The name as written; what it leaves out, a mailbox like ana.perez@ may tell."""
    written = name(first, last, full)
    told = MAILBOX.match(mailbox or "")
    if written.is_full or not told:
        return written
    said = Name(told["first"], told["last"], written.generation)
    return said if agree(written, said) else written


def _words(written: str) -> list[str]:
    words = plain(written).split()
    return words[1:] if len(words) > 1 and words[0] in TITLES else words


def _name(first: list[str], last: list[str]) -> Name:
    """Of several first names the first counts; in a family name everything does, but for middle initials."""
    generation = ""
    for words in (last, first):
        if len(words) > 1 and words[-1] in GENERATIONS:
            generation = GENERATIONS[words.pop()]
    family = [word for word in last if len(word) > 1] or last
    return Name(first[0] if first else "", " ".join(family), generation)


def agree(one: Name, other: Name) -> bool:
    """Nothing in the one contradicts the other; nickname, initial, typing slip, double name and silence do not."""
    if one.generation and other.generation and one.generation != other.generation:
        return False
    straight = _first_agree(one.first, other.first) and _last_agree(one.last, other.last)
    return straight or (one.is_full and one.first == other.last and one.last == other.first)


def _first_agree(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    is_short_form = len(short) > 2 and len(long) - len(short) > 2 and long.startswith(short)
    families = nickname_families()
    is_nickname = bool(families.get(one, frozenset()) & families.get(other, frozenset()))
    return is_short_form or is_nickname or (one[-1] == other[-1] and len(short) > 4 and one_slip(one, other))


def _last_agree(one: str, other: str) -> bool:
    if not one or not other or one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    if len(min(one, other, key=len)) == 1:
        return one[0] == other[0]
    parts, others = set(one.split()), set(other.split())
    is_double = (len(parts) > 1 or len(others) > 1) and (parts <= others or others <= parts)
    return is_double or (min(len(one), len(other)) > 4 and one_slip(one, other))


def one_slip(one: str, other: str) -> bool:
    """One sign more, less or other, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
