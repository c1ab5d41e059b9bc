"""How is a word found in a text? As a pattern that holds nothing but its letters, whatever somebody typed.

Every character that is not a plain letter or digit is written by its number, so none means anything to the engine.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

APART = r"[^\p{L}\p{M}\p{N}]"


def pattern(words: Sequence[str]) -> str:
    """One of the words, from the beginning of a word on: “demo” finds “Demos”, and not “tandemo”.

    The text has to be in lower case. Where a phrase has a blank or a mark, any blanks and marks may stand.
    """
    found = "|".join(_pattern(word.lower()) for word in words)
    return f"(^|{APART})({found})"


def _pattern(word: str) -> str:
    pieces = [(is_letter, "".join(piece)) for is_letter, piece in groupby(word, _is_letter)]
    if not any(is_letter for is_letter, _ in pieces):
        return "".join(map(_spelled, word))
    inner = pieces[not pieces[0][0] : len(pieces) - (not pieces[-1][0])]
    return "".join("".join(map(_spelled, piece)) if is_letter else f"{APART}+" for is_letter, piece in inner)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _spelled(character: str) -> str:
    return character if character.isascii() and character.isalnum() else f"\\x{{{ord(character):x}}}"
