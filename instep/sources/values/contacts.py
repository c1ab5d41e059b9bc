"""How are e-mail addresses and phone numbers written in one way?"""

import re
from functools import lru_cache

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.values.dialling import dialled
from instep.sources.values.readout import Readout
from instep.sources.values.signs import has_short_ending, is_lower
from instep.sources.values.trimmed import trimmed

EMAIL = r"^[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]{2,}$"
PSEUDONYM = r"^(?:[0-9a-fA-F]{32,}|[A-Za-z0-9+/_\-]{22,}={0,2})$"
_INSIDE = re.compile(r"[^@\s,;<>()\"\[\]:]+@[^@\s,;<>()\"\[\]]+\.[^@\s,;<>()\"\[\].]{2,}")
_WIDELY_USED = "AI AC AG CC CO EU FM GG IM IO LY ME SO TO TV VC WS"


def read_emails(values: pa.Array) -> Readout:
    """Lower case, without name and brackets; a pseudonym stays as it is; what is no address becomes empty."""
    texts = trimmed(values)
    lowered = texts if is_lower(texts) else pc.utf8_lower(texts)
    addresses = pc.if_else(pc.match_substring_regex(lowered, EMAIL), lowered, None)
    left = pc.and_(pc.is_valid(lowered), pc.is_null(addresses))
    if not pc.any(left).as_py():
        return Readout.all_read(addresses)
    distinct = pc.if_else(left, values, None).dictionary_encode()
    found = pa.array([email_of(text) for text in distinct.dictionary.to_pylist()], pa.string())
    addresses = pc.coalesce(addresses, found.take(distinct.indices))
    unread = pc.if_else(pc.and_(left, pc.is_null(addresses)), values, None)
    return Readout(addresses, pc.binary_join_element_wise("'", unread, "' is not an e-mail address", ""))


def email_of(text: str) -> str | None:
    """The address inside a text such as "Ana Pérez <Ana@example.com>"."""
    if re.match(PSEUDONYM, text.strip()):
        return text.strip()
    found = _INSIDE.search(text.strip().lower().removeprefix("mailto:"))
    return found[0] if found else None


def country_of_address(addresses: pa.Array) -> pa.Array:
    """The country whose ending an address has (.de, .co.uk); endings that are used all over the world say nothing."""
    if not has_short_ending(addresses):
        return pa.nulls(len(addresses), pa.string())
    endings = pc.utf8_upper(pc.struct_field(pc.extract_regex(addresses, r"\.(?P<ending>[a-z]{2})$"), "ending"))
    return pc.if_else(
        pc.is_in(endings, pa.array(_WIDELY_USED.split())), None, pc.replace_substring_regex(endings, "^UK$", "GB")
    )


def read_phones(values: pa.Array, countries: pa.Array) -> Readout:
    """E.164, by the country of the record; a number that can't be one becomes empty."""
    plain = dialled(values, countries)
    if plain.numbers.null_count == values.null_count:
        return Readout.all_read(plain.numbers)
    left = pc.if_else(plain.is_open, values, None)
    both = pc.binary_join_element_wise(pc.coalesce(countries, ""), left, "|").dictionary_encode()
    found = [_phone(*text.split("|", 1)) if text is not None else None for text in both.dictionary.to_pylist()]
    numbers = pc.coalesce(plain.numbers, pa.array(found, pa.string()).take(both.indices))
    unread = pc.if_else(pc.is_null(numbers), values, None)
    return Readout(numbers, pc.binary_join_element_wise("'", unread, "' is not a phone number in its country", ""))


def _phone(country: str, text: str) -> str | None:
    return phone_of(text, country or None)


@lru_cache(maxsize=200_000)
def phone_of(text: str, country: str | None) -> str | None:
    """A phone number in E.164; without a country only numbers that begin with +, 00 or 011 can be told."""
    plain = re.sub(r"^\s*(?:00|\(\+\)|\+\+)\s*(?=[1-9])", "+", text.replace("\u00a0", " ").removeprefix("tel:"))
    abroad = _parsed(re.sub(r"^\s*011[\s.-]*(?=[1-9])", "+", plain), None)
    if abroad and phonenumbers.is_valid_number(abroad) and _is_from(abroad, country):
        return _written(abroad)
    found = _parsed(plain, country)
    if found and phonenumbers.is_valid_number(found):
        return _written(found)
    if abroad and phonenumbers.is_valid_number(abroad):
        return _written(abroad)
    return _written(found) if found and phonenumbers.is_possible_number(found) else None


def _is_from(number: phonenumbers.PhoneNumber, country: str | None) -> bool:
    return country is not None and number.country_code == phonenumbers.country_code_for_region(country)


def _parsed(text: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None


def _written(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
