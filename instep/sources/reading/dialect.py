"""Which delimiter, quote and escape is this file written with?"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, product

from instep.sources.reading.cells import is_clean
from instep.sources.reading.grammar import Grammar
from instep.sources.reading.scan import Scan, scan

WEIGHTS = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, "\x1f": 1.0, "\x01": 1.0, "^": 0.9, "~": 0.9, ":": 0.6, " ": 0.4}
LONG_WEIGHT = 1.02
"""A longer delimiter explains more than the sign it begins with."""
ENOUGH_CELLS = 4000
ENOUGH_LINES = 400
SIGNS = re.compile(r"(?<![^\w\s\"'])(?:[^\w\s\"'.\-@/]{2,3}|[,;|] (?! )| [|;] )(?![^\w\s\"'.\-+$€£(])")
CLOCK = re.compile(r"(?<=\d):(?=\d\d)|:(?=//)")


def grammar_of(text: str, is_whole: bool) -> Grammar:
    """The way of reading under which most records have one width and most cells look like values."""
    lines = io.StringIO(text, newline="").readlines()
    few = "".join(lines[:ENOUGH_LINES])
    ways = list(_ways(few, lines[:ENOUGH_LINES]))
    scores = [_score(few, way, is_whole and len(lines) <= ENOUGH_LINES) for way in ways]
    best = max(scores, default=0.0)
    return ways[scores.index(best)] if best > 0 else Grammar()


def _ways(text: str, lines: list[str]) -> Iterator[Grammar]:
    short = [delimiter for delimiter in WEIGHTS if delimiter in text and (delimiter != ":" or _is_colon_free(text))]
    long = _long_delimiters(lines)
    delimiters = [*long, *(one for one in short if not any(_is_part(one, whole, text) for whole in long))]
    for delimiter, quote in product(delimiters, ('"', "'")):
        if quote == '"' or _encloses("'", delimiter, text):
            yield from _quoted_ways(delimiter, quote, text)
        if quote == '"' and quote in text and not _encloses(quote, delimiter, text):
            yield Grammar(delimiter, quote=None)
    if "  " in text:
        yield Grammar(" ", quote=None, is_aligned=True)


def _quoted_ways(delimiter: str, quote: str, text: str) -> Iterator[Grammar]:
    yield Grammar(delimiter, quote)
    if f"\\{quote}" in text:
        yield Grammar(delimiter, quote, escape="\\")
    if delimiter in ",;|" and text.count(f"{delimiter} ") > 0.9 * text.count(delimiter):
        yield Grammar(delimiter, quote, is_spaced=True)


def _is_part(short: str, long: str, text: str) -> bool:
    """Whether a sign hardly ever stands outside the longer delimiter."""
    return text.count(long) * long.count(short) > 0.9 * text.count(short)


def _is_colon_free(text: str) -> bool:
    """Colons of times and addresses delimit nothing."""
    return len(CLOCK.findall(text)) * 2 < text.count(":")


def _encloses(quote: str, delimiter: str, text: str) -> bool:
    """Whether fields stand in these quotes. Apostrophes may also be text: they must be needed, or be everywhere."""
    edge, inside = re.escape(delimiter), f"(?:[^{quote}]|{quote}{quote})*+"
    pattern = re.compile(rf"(?:^|\r|{edge}){quote}({inside}){quote}(?={edge}|\r|$)", re.MULTILINE)
    if quote == '"':
        return bool(pattern.search(text))
    found = pattern.findall(text)
    usual = text.partition("\n")[0].count(delimiter) or 1
    is_needed = any(
        one.count(delimiter) < usual and (delimiter in one or "\n" in one or quote * 2 in one) for one in found
    )
    lines = text.splitlines()
    return is_needed or sum(bool(pattern.search(line)) for line in lines) >= max(2, len(lines) / 2)


def _long_delimiters(lines: list[str]) -> list[str]:
    """Two or three signs in a row that most lines have, such as :: or ||, or a comma with a blank."""
    counts = Counter(sign for line in lines for sign in set(SIGNS.findall(line)))
    filled = sum(bool(line.strip()) for line in lines)
    return [sign for sign, count in counts.most_common(4) if count >= 0.4 * filled]


def _score(text: str, grammar: Grammar, is_whole: bool) -> float:
    """Share of one width, squared so that one big group beats many small ones, times the share of clean cells."""
    found = scan(text, 1, grammar, is_last=is_whole)
    widths = Counter(len(record) for record in found.records if any(record) or len(record) > 1)
    if not widths:
        return 0.0
    total = sum(widths.values()) + len(found.refused) + 2 * _odd_count(found, grammar)
    pattern = sum((count / total) ** 2 * (width - 1) / width for width, count in widths.items())
    return pattern * _clean_share(found) * WEIGHTS.get(grammar.delimiter, LONG_WEIGHT)


def _odd_count(found: Scan, grammar: Grammar) -> int:
    """Records with a field in plain quotes, where these are said not to be the quotes."""
    if grammar.quote == '"':
        return 0
    return sum(any(cell[:1] == '"' == cell[-1:] and len(cell) > 1 for cell in record) for record in found.records)


def _clean_share(found: Scan) -> float:
    cells = list(islice((cell for record in found.records for cell in record), ENOUGH_CELLS))
    return 0.1 + 0.9 * sum(map(is_clean, cells)) / max(len(cells), 1)
