"""Where do the records of a block start and end, seen at once from the places of its quotes, delimiters and line ends?

Everything here is proved or left to the careful reader: a record is regular when its quotes stand where quotes stand,
it has as many fields as the table has columns, and nothing about it asks for a second look.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from instep.sources.reading.grammar import Grammar
from instep.sources.reading.habits import Habits

type Places = npt.NDArray[np.int64]
type Marks = npt.NDArray[np.bool_]

QUOTE, LF, CR, BLANK = ord('"'), ord("\n"), ord("\r"), ord(" ")
OTHER_QUOTES = np.array([ord("'"), ord("`"), 0xE2, 0xC2], np.uint8)
"""The first bytes of the other signs that enclose fields somewhere."""


@dataclass(frozen=True)
class Structure:
    """Records up to the first one that breaks the rules of quoting; there, at `sound`, ends what is known."""

    starts: Places
    ends: Places
    lines: Places
    """Line ends before each record."""
    is_odd: Marks
    """Which records the careful reader has to look at."""
    sound: int
    is_broken: bool
    is_multiline: bool


def can_be_seen(grammar: Grammar, width: int) -> bool:
    """Whether this way of writing can be checked all at once."""
    is_short = len(grammar.delimiter) == 1 and grammar.delimiter.isascii()
    is_plain = not (grammar.escape or grammar.is_spaced or grammar.is_aligned)
    return is_short and is_plain and grammar.quote in ('"', None) and width > 1


def structure(block: bytes, grammar: Grammar, width: int, habits: Habits) -> Structure | None:
    """None for a block that must be read carefully from its beginning to its end."""
    raw = np.frombuffer(block, np.uint8)
    has_quotes = b'"' in block
    if (has_quotes and grammar.quote is None) or _has_bare_returns(block):
        return None
    breaks, delimiters = np.flatnonzero(raw == LF), np.flatnonzero(raw == ord(grammar.delimiter))
    if not block.endswith(b"\n"):
        breaks = np.append(breaks, len(raw))
    if not has_quotes:
        return _found(raw, breaks, breaks, delimiters, delimiters, len(raw), False, width, habits)
    quotes = np.flatnonzero(raw == QUOTE)
    is_inside = inside(raw == QUOTE)
    ends = breaks[~is_inside[breaks]]
    outside = delimiters[~is_inside[delimiters]]
    broken_at = _first_broken(raw, quotes, ord(grammar.delimiter))
    sound = _sound(ends, broken_at, len(quotes) % 2 == 1, len(raw))
    ends = ends if sound == len(raw) else ends[ends < sound]
    return _found(raw, breaks, ends, delimiters, outside, sound, broken_at is not None, width, habits)


def inside(is_quote: Marks) -> Marks:
    """For each place, and the one behind the last, whether an odd number of quotes stands before it.

    The parity of 64 places is found at once, by doubling steps within a word, then carried from word to word.
    """
    packed = np.packbits(np.append(is_quote, np.zeros(64 - len(is_quote) % 64, np.bool_)), bitorder="little")
    words = packed.view(np.uint64)
    for step in (1, 2, 4, 8, 16, 32):
        words = words ^ (words << np.uint64(step))
    carried = np.bitwise_xor.accumulate(words >> np.uint64(63))
    words[1:] ^= np.where(carried[:-1] == 1, ~np.uint64(0), np.uint64(0))
    found = np.unpackbits(words.view(np.uint8), bitorder="little", count=len(is_quote) + 1)
    return found.view(np.bool_)


def _has_bare_returns(block: bytes) -> bool:
    return b"\r" in block and block.count(b"\r") != block.count(b"\r\n")


def _first_broken(raw: npt.NDArray[np.uint8], quotes: Places, delimiter: int) -> int | None:
    """The first quote that neither begins nor ends a field, nor is one of two that mean one."""
    opening, closing = quotes[0::2], quotes[1::2]
    before = raw[np.maximum(opening - 1, 0)]
    is_opening = (opening == 0) | (before == delimiter) | (before == LF) | (before == QUOTE)
    after = raw[np.minimum(closing + 1, len(raw) - 1)]
    is_last = closing == len(raw) - 1
    is_closing = is_last | (after == delimiter) | (after == LF) | (after == CR) | (after == QUOTE)
    wrong = [places[~right][:1] for places, right in ((opening, is_opening), (closing, is_closing))]
    found = np.concatenate(wrong)
    return int(found.min()) if len(found) else None


def _sound(ends: Places, broken_at: int | None, is_open: bool, size: int) -> int:
    """Behind the last record end before what is broken, or before the record that goes on in the next block."""
    if broken_at is not None:
        before = ends[ends < broken_at]
    elif is_open:
        before = ends
    else:
        return size
    return int(before[-1]) + 1 if len(before) else 0


def _found(
    raw: npt.NDArray[np.uint8],
    breaks: Places,
    ends: Places,
    every: Places,
    outside: Places,
    sound: int,
    is_broken: bool,
    width: int,
    habits: Habits,
) -> Structure:
    starts = np.concatenate([np.zeros(min(1, len(ends)), np.int64), ends[:-1] + 1])
    upto = np.searchsorted(outside, ends)
    counts = np.diff(upto, prepend=0) + 1
    odd = counts != width
    after = np.searchsorted(breaks, ends) + 1 if len(ends) != len(breaks) else np.arange(1, len(ends) + 1)
    lines = np.concatenate([np.zeros(min(1, len(ends)), np.int64), after[:-1]])
    spans = after - lines
    is_multiline = bool((spans > 1).any())
    if is_multiline:
        naive = np.diff(np.searchsorted(every, ends), prepend=0)
        odd |= (spans > 1) & (naive == (width - 1) * spans)
    odd |= _is_suspect(raw, starts, upto, outside, odd, width, habits)
    return Structure(starts, ends, lines, _with_neighbours(odd), sound, is_broken, is_multiline)


def _is_suspect(
    raw: npt.NDArray[np.uint8], starts: Places, upto: Places, outside: Places, odd: Marks, width: int, habits: Habits
) -> Marks:
    """Records whose fields begin otherwise than those of the sample do."""
    suspect = np.zeros(len(starts), np.bool_)
    fit = np.flatnonzero(~odd)
    if not len(fit):
        return suspect
    firsts = Firsts(raw, starts[fit], upto[fit], outside, width)
    found = np.isin(firsts(0), OTHER_QUOTES)
    if not habits.is_blank_led:
        found |= firsts(1) == BLANK
    for at in range(width):
        if habits.always_quoted >> at & 1:
            found |= firsts(at) != QUOTE
    if (raw == ord("'")).any():
        for at in range(1, width):
            found |= firsts(at) == ord("'")
    if len(habits.hard) > 1:
        found |= _begins_with_a_letter(raw, firsts, habits)
    suspect[fit] = found
    return suspect


@dataclass(frozen=True)
class Firsts:
    """The first byte of the fields of one column."""

    raw: npt.NDArray[np.uint8]
    starts: Places
    upto: Places
    outside: Places
    width: int

    def at(self, column: int) -> Places:
        if column == 0:
            return self.starts
        places: Places = self.outside[self.upto - (self.width - column)] + 1
        return np.minimum(places, len(self.raw) - 1)

    def __call__(self, column: int) -> npt.NDArray[np.uint8]:
        found: npt.NDArray[np.uint8] = self.raw[self.at(column)]
        return found


def _begins_with_a_letter(raw: npt.NDArray[np.uint8], firsts: Firsts, habits: Habits) -> Marks:
    """In every column of numbers or days: perhaps these are names."""
    found = np.ones(len(firsts.starts), np.bool_)
    for column in habits.hard:
        if not found.any():
            break
        places = firsts.at(column)
        inner = raw[np.minimum(places + 1, len(raw) - 1)]
        first = np.where(raw[places] == QUOTE, inner, raw[places])
        is_latin = ((first | 32) >= ord("a")) & ((first | 32) <= ord("z"))
        found &= is_latin | ((first >= 0xC2) & (first < 0xE0)) | (first >= 0xF0)
    return found


def _with_neighbours(odd: Marks) -> Marks:
    """What stands right before or behind an odd record is looked at with it."""
    around = odd.copy()
    around[1:] |= odd[:-1]
    around[:-1] |= odd[1:]
    return around
