"""Does a record look like the names of columns, or like one more record?"""

import re
from collections import Counter
from collections.abc import Sequence

from instep.sources.reading.cells import YEAR, shape

TYPED = {"number", "moment", "email", "link", "phone"}
MOSTLY = 0.6
CUSTOMARY = frozenset(
    """
    id key code no nr number name title type kind status state stage date time day month year created updated modified
    owner user email mail phone mobile fax street address city town zip postcode postal country region amount total
    price cost quantity qty value revenue currency comment comments note notes description product account company
    customer contact lead source campaign channel url website firstname lastname
    """.split()  # noqa: SIM905
)
"""Words by which columns are called more often than anything in them."""
TOKENS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def filled(record: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in record)


def could_be_names(record: Sequence[str], width: int, least: int = 2) -> bool:
    """Short words, no two the same, in more than half of the cells."""
    names = [cell.strip() for cell in record if cell.strip()]
    texts = all(shape(cell) == "text" or YEAR.fullmatch(cell) for cell in names) and all(
        len(name) < 80 for name in names
    )
    return len(names) > max(least - 1, width // 2) and texts and len(set(names)) == len(names)


def votes(first: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """Above 0: words above numbers, days or addresses. Below 0: looks like one more record."""
    return sum(_vote(cell.strip(), [record[at].strip() for record in body]) for at, cell in enumerate(first))


def _vote(name: str, values: list[str]) -> int:
    """+1 when the name stands out from its column, -1 when it looks like one more value, 0 when nobody can say."""
    shapes = Counter(kind for value in values if (kind := shape(value)))
    if not shapes or not name:
        return 0
    usual, count = shapes.most_common(1)[0]
    if usual in TYPED and count >= MOSTLY * shapes.total():
        return -1 if shape(name) in TYPED and not YEAR.fullmatch(name) else int(shape(name) == "text")
    if shape(name) in TYPED or name in values:
        return -1
    return _vote_of_texts(name, [value for value in values if value])


def _vote_of_texts(name: str, values: list[str]) -> int:
    """Codes such as MG-8769 tell a name from a value, and so do the words that columns are called by."""
    form, count = Counter(map(_form, values)).most_common(1)[0]
    if "9" in form and count >= MOSTLY * len(values):
        return -1 if _form(name) == form else 1
    if any(letter.isdigit() for letter in name):
        return 0
    is_customary = any(token.lower() in CUSTOMARY for token in TOKENS.findall(name)) and len(name) < 30
    return int(is_customary and not any(name.lower() in value.lower() for value in values))


def _form(text: str) -> str:
    """The shape of a code: letters and digits in groups."""
    return re.sub(r"[0-9]+", "9", re.sub(r"[^\W\d_]+", "A", text))
