"""How does a text leave for a spreadsheet without becoming a formula there?"""

import re

STARTERS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Also in their full width, which some spreadsheets take for the same."""
NUMBER = re.compile(r"[-+]?[\d.,\s]*\d%?")


def harmless(text: str | None) -> str:
    """An apostrophe before what a spreadsheet would take for a formula; a negative number stays a number."""
    if text is None:
        return ""
    is_formula = text.lstrip().startswith(STARTERS) or text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if is_formula and not NUMBER.fullmatch(text) else text


def as_it_was(text: str) -> str:
    """What `harmless` made of a text, taken back."""
    return text[1:] if text[:1] == "'" and harmless(text[1:]) == text else text
