"""What does a single cell look like: a number, a day, an address, plain words?"""

import re

NUMBER = re.compile(r"[-+(]?[$€£¥]?\s?(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)?(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s?[%)€$£]?")
MOMENT = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[AaPp][Mm]|Z|UTC|[-+]\d{2}:?\d{2})?)?"
    r"|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
)
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
LINK = re.compile(r"https?://\S+|www\.\S+")
WORDS = re.compile(r"[^\W_][^;|\t,\"]*|[#/_+(.&*][^;|\t,\"]*")
PHONE = re.compile(r"\+?[\d ()./-]{7,}")
YEAR = re.compile(r"(?:19|20)\d{2}")


def shape(cell: str) -> str:
    """number, moment, email, link, phone, text; '' for an empty cell."""
    text = cell.strip()
    if not text:
        return ""
    for name, pattern in (("moment", MOMENT), ("number", NUMBER), ("email", EMAIL), ("link", LINK), ("phone", PHONE)):
        if pattern.fullmatch(text):
            return name
    return "text"


def is_clean(cell: str) -> bool:
    """Whether a delimiter of this dialect would leave such a cell: nothing in it hints at another one."""
    return not cell or shape(cell) != "text" or bool(WORDS.fullmatch(cell) and cell[-1] not in "'\"")
