"""Does every engine read this regular expression in the same way?

DuckDB runs RE2, Spark runs Java's. What only one of them knows, or what they read differently, is refused.
"""

import re
from functools import cache

import duckdb

LONGEST = 200
_ESCAPES = re.compile(r"\\(.|$)")
_SAFE_ESCAPES = frozenset(r"\.-+*?()[]{}|/^$dws")
_NESTED = re.compile(r"\[\^?\]?[^\]]*\[")
_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\(\?(?!:)"), "“(?” stands for look-around, flags or names; use plain brackets or “(?:”"),
    (_NESTED, "a “[” inside “[…]” means different things to different engines"),
    (re.compile("&&"), "“&&” means different things to different engines"),
    (re.compile(r"[*+?}][+]"), "“++”, “*+” and “?+” are not known everywhere"),
)


@cache
def complaint(pattern: str) -> str | None:
    """Why it can't be used; None when it can."""
    if len(pattern) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    odd = next((found for found in _ESCAPES.findall(pattern) if found not in _SAFE_ESCAPES), None)
    if odd is not None:
        return f"“\\{odd}” is not read alike everywhere"
    said = next((why for found, why in _SAID if found.search(pattern)), None)
    return said or _of_re2(pattern)


def _of_re2(pattern: str) -> str | None:
    with duckdb.connect() as engine:
        try:
            engine.execute("select regexp_matches('', ?)", [pattern]).fetchall()
        except duckdb.Error as error:
            return str(error).splitlines()[0].removeprefix("Invalid Input Error: ")
    return None
