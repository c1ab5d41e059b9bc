"""What are telephone numbers that are plainly written? Very many at once, by the rules that are asked one by one.

A number is left open wherever its country's rules would look at it twice; whoever asks reads it with care then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers.phonemetadata import PhoneMetadata

from instep.sources.values.signs import digits as digits_of

PLAIN = r"^\+?[\d(][\d ().\-/]{5,24}$"
WITH_ZEROS = r"^00([1-9])"
FROM_AMERICA = "011"
LONGEST_CODE = 3
USES = [
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
]
Rows = npt.NDArray[np.int64]
Way = tuple[int, str, bool]
"""A country's code, the region whose rules a number is cut by, and whether the number names the code itself."""


@dataclass(frozen=True)
class Dialled:
    """E.164, null where a number is none or is left open."""

    numbers: pa.Array
    is_open: pa.Array


def dialled(values: pa.Array, countries: pa.Array) -> Dialled:
    """Valid numbers, and those that are only of a possible length."""
    abroad = pc.match_substring_regex(values, WITH_ZEROS)
    named = pc.replace_substring_regex(values, WITH_ZEROS, r"+\1") if pc.any(abroad).as_py() else values
    plain = pc.if_else(pc.match_substring_regex(named, PLAIN), named, None)
    digits = digits_of(plain)
    start = pc.binary_join_element_wise("+", pc.utf8_slice_codeunits(digits, 0, LONGEST_CODE), "")
    key = pc.if_else(pc.starts_with(plain, "+"), start, pc.if_else(pc.is_valid(plain), countries, None))
    found, places = [pa.nulls(1, pa.string())], np.zeros(len(values), np.int64)
    is_open = (pc.is_valid(values)).to_numpy(zero_copy_only=False) & ~_is_homeless(digits, key, countries)
    for way, rows in _by_way(key.dictionary_encode()).items():
        places[rows] = np.arange(len(rows)) + sum(map(len, found))
        numbers = _numbers(digits.take(pa.array(rows)), *way)
        found.append(numbers.numbers)
        is_open[rows] = numbers.is_open
    return Dialled(pa.concat_arrays(found).take(pa.array(places)), pa.array(is_open))


def _is_homeless(digits: pa.Array, key: pa.Array, countries: pa.Array) -> npt.NDArray[np.bool_]:
    """Where no country is known, only a number that begins as one does abroad can be told."""
    is_abroad = pc.or_(pc.is_valid(key), _begins(digits, f"00|{FROM_AMERICA}"))
    is_homeless = pc.fill_null(pc.and_(pc.is_null(countries), pc.invert(is_abroad)), False)
    return np.asarray(is_homeless)


def _by_way(keys: pa.DictionaryArray) -> dict[Way, Rows]:
    ways = [_way(key) for key in keys.dictionary.to_pylist()]
    places = pc.fill_null(keys.indices, len(ways)).to_numpy()
    known = {way: [at for at, each in enumerate(ways) if each == way] for way in ways if way}
    return {way: np.flatnonzero(np.isin(places, held)) for way, held in known.items()}


@cache
def _way(key: str) -> Way | None:
    if not key.startswith("+"):
        code = phonenumbers.country_code_for_region(key) if key in phonenumbers.SUPPORTED_REGIONS else 0
        return (code, key, False) if code else None
    codes = (int(key[1:end]) for end in range(2, len(key) + 1) if key[1] != "0")
    code = next((code for code in codes if code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE), 0)
    return (code, phonenumbers.region_code_for_country_code(code), True) if code else None


def _numbers(digits: pa.Array, code: int, region: str, is_named: bool) -> Dialled:
    rules = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    national = _cut(_behind_code(digits, code) if is_named else _at_home(digits, code, rules), rules)
    is_told = pc.or_(_is_valid(national, code), _is_possible(national, code))
    told = pc.binary_join_element_wise(f"+{code}", pc.if_else(is_told, national, None), "")
    return Dialled(told, pc.is_null(national))


def _is_possible(national: pa.Array, code: int) -> pa.Array:
    """As long as a number of this code may be, be it without what is dialled before it from afar."""
    region = phonenumbers.region_code_for_country_code(code)
    rules: Any = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    about = rules.general_desc
    lengths = pa.array([*about.possible_length, *about.possible_length_local_only], pa.int32())
    return pc.fill_null(pc.is_in(pc.binary_length(national), lengths), False)


def _behind_code(digits: pa.Array, code: int) -> pa.Array:
    return pc.utf8_slice_codeunits(digits, len(str(code)))


def _at_home(digits: pa.Array, code: int, rules: Any) -> pa.Array:
    """What could be dialled from home to abroad, or begin with the country's own code, is left open."""
    starts = "|".join(part for part in (str(code), FROM_AMERICA, rules.international_prefix) if part)
    return pc.if_else(_begins(digits, starts), None, digits)


def _cut(national: pa.Array, rules: Any) -> pa.Array:
    """Without the digits that are dialled within the country only."""
    prefix = rules.national_prefix_for_parsing
    if not prefix:
        return national
    begins = _begins(national, prefix)
    if not prefix.isdigit():
        return pc.if_else(begins, None, national)
    shorter = pc.utf8_slice_codeunits(national, len(prefix))
    return pc.if_else(begins, pc.if_else(_fits(shorter, rules.general_desc), shorter, None), national)


def _is_valid(national: pa.Array, code: int) -> pa.Array:
    """By the first region of this code that the number belongs to."""
    found, rest = np.zeros(len(national), np.bool_), np.flatnonzero(pc.is_valid(national))
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]:
        rules = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        if rules is None or not len(rest):
            continue
        here = _of(national, rest, partial(_begins, pattern=rules.leading_digits or ""))
        used = _in_use(national, here, rules)
        found[used] = True
        rest = np.setdiff1d(rest, here if rules.leading_digits else used, assume_unique=True)
    return pa.array(found)


def _in_use(national: pa.Array, rows: Rows, rules: Any) -> Rows:
    """Those of the rows that fit the region's rules for any use, the most frequent uses first."""
    left = _of(national, rows, partial(_fits, use=rules.general_desc))
    used: list[Rows] = []
    for use in USES:
        used.append(_of(national, left, partial(_fits, use=getattr(rules, use))))
        left = np.setdiff1d(left, used[-1], assume_unique=True)
    return np.concatenate(used)


def _of(national: pa.Array, rows: Rows, asked: Callable[[pa.Array], pa.Array]) -> Rows:
    if not len(rows):
        return rows
    answers = pc.fill_null(asked(national.take(pa.array(rows))), False)
    found: Rows = rows[answers.to_numpy(zero_copy_only=False)]
    return found


def _fits(numbers: pa.Array, use: Any) -> pa.Array:
    if use is None or not use.national_number_pattern:
        return pa.repeat(False, len(numbers))
    fits = pc.match_substring_regex(numbers, f"^(?:{use.national_number_pattern})$")
    lengths = pa.array(use.possible_length, pa.int32())
    return pc.and_(fits, pc.is_in(pc.binary_length(numbers), lengths)) if len(lengths) else fits


def _begins(numbers: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(numbers, f"^(?:{pattern})")
