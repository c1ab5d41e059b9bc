"""What is left of a written name when case, accents and punctuation do not count?"""

import re
import unicodedata
from functools import lru_cache

UNDECOMPOSED = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=200_000)
def plain(written: str) -> str:
    """`"  Pérez, Ana-María "` → `perez ana maria`; a dot joins (`G.m.b.H.` → `gmbh`), any other sign parts."""
    folded = unicodedata.normalize("NFKD", written.casefold()).translate(UNDECOMPOSED)
    joined = "".join(sign for sign in folded if not unicodedata.combining(sign) and sign not in ".'’`")
    return re.sub(r"[\W_]+", " ", joined.replace("&", " and ").replace("+", " plus ")).strip()
