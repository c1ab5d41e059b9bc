"""Which delimiter, quote and escape is this file written with?"""

from collections import Counter
from itertools import islice, product

from instep.sources.reading.cells import is_clean
from instep.sources.reading.scan import Grammar, Scan, scan

WEIGHTS = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, "\x1f": 1.0, "\x01": 1.0, "^": 0.9, "~": 0.9, ":": 0.6, " ": 0.4}
ENOUGH_CELLS = 4000


def grammar_of(lines: list[str], is_whole: bool) -> Grammar:
    """The way of reading under which most records have one width and most cells look like values."""
    ways = list(_ways("".join(lines)))
    scores = [_score(lines, way, is_whole) for way in ways]
    best = max(scores, default=0.0)
    return ways[scores.index(best)] if best > 0 else Grammar()


def _ways(text: str) -> list[Grammar]:
    delimiters = [delimiter for delimiter in WEIGHTS if delimiter in text]
    quotes = ['"', *(["'"] if "'" in text else [])]
    ways = [Grammar(delimiter, quote) for delimiter, quote in product(delimiters, quotes)]
    ways += [Grammar(way.delimiter, way.quote, escape="\\") for way in ways if f"\\{way.quote}" in text]
    if "  " in text:
        ways.append(Grammar(" ", quote=None, is_aligned=True))
    return ways + [
        Grammar(way.delimiter, way.quote, way.escape, is_spaced=True)
        for way in ways
        if way.delimiter in ",;|" and text.count(way.delimiter + " ") > 0.9 * text.count(way.delimiter)
    ]


def _score(lines: list[str], grammar: Grammar, is_whole: bool) -> float:
    """Share of one width, squared so that one big group beats many small ones, times the share of clean cells."""
    found = scan(lines, 1, grammar, is_last=is_whole)
    widths = Counter(len(record) for record in found.records if record)
    total = sum(widths.values()) + len(found.refused)
    if not total:
        return 0.0
    pattern = sum((count / total) ** 2 * (width - 1) / width for width, count in widths.items())
    return pattern * _clean_share(found) * WEIGHTS[grammar.delimiter]


def _clean_share(found: Scan) -> float:
    cells = list(islice((cell for record in found.records for cell in record), ENOUGH_CELLS))
    return 0.1 + 0.9 * sum(map(is_clean, cells)) / max(len(cells), 1)
