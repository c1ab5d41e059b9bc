"""What is left of a written name when case, accents and punctuation do not count?"""

import re
import string
import unicodedata
from functools import lru_cache

JOINED = str.maketrans(dict.fromkeys(".'`’", None))
PARTED = JOINED | str.maketrans({sign: " " for sign in string.punctuation if sign not in ".'`"}) | {ord("&"): " and "}
UNDECOMPOSED = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=1_000_000)
def plain(written: str) -> str:
    """`"  Pérez, Ana-María "` → `perez ana maria`; a dot joins (`G.m.b.H.` → `gmbh`), any other sign parts."""
    small = written.casefold()
    if not small.isascii():
        small = re.sub(r"[^\w\s!-~]+", " ", _without_accents(small.translate(JOINED)))
    return " ".join(small.translate(PARTED).split())


def _without_accents(small: str) -> str:
    parted = unicodedata.normalize("NFKD", small.translate(UNDECOMPOSED))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
