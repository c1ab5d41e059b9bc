"""How will the same name look in another system? Capitals, nicknames, slips of the finger, forgotten legal forms."""

import re
import unicodedata
from functools import cache
from random import Random

from instep.demo.words import pairs

_SPELT_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ø": "o",
        "å": "a",
        "æ": "ae",
        "ł": "l",
        "đ": "d",
        "&": "und",
        "ı": "i",
    }
)


def plain(text: str) -> str:
    """Lower-case letters without accents."""
    spelt = unicodedata.normalize("NFKD", text.lower().translate(_SPELT_OUT))
    return "".join(sign for sign in spelt if not unicodedata.combining(sign))


@cache
def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(text).replace("'", "")).strip("-")


@cache
def nickname(first_name: str) -> str:
    return dict(pairs("nicknames")).get(first_name, first_name)


def typo(text: str, dice: Random) -> str:
    """Two letters swapped, one dropped or one doubled; never the first, which people see."""
    if len(text) < 4:
        return text
    at = dice.randint(1, len(text) - 2)
    head, one, two, tail = text[:at], text[at], text[at + 1], text[at + 2 :]
    return head + dice.choice((two + one, one, one + one + two)) + tail


def typed_name(name: str, dice: Random) -> str:
    """As somebody fills it into a form: mostly right, sometimes in a hurry."""
    luck = dice.random()
    if luck < 0.05:
        return name.upper()
    if luck < 0.11:
        return name.lower()
    if luck < 0.13:
        return name + " "
    return typo(name, dice) if luck < 0.15 else name


def typed_company(short_name: str, legal_form: str, dice: Random) -> str:
    """The same company as five people would type it."""
    luck = dice.random()
    if luck < 0.35:
        return short_name
    if luck < 0.7:
        return f"{short_name} {legal_form}"
    if luck < 0.8:
        return short_name.upper()
    if luck < 0.87:
        return f"{short_name}, {legal_form}"
    return typo(short_name, dice) if luck < 0.93 else short_name.replace(" ", "-")
