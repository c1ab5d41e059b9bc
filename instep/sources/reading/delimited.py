"""What does a text file with delimiters hold: CSV, TSV and their relatives?"""

from collections.abc import Iterable, Iterator
from heapq import merge
from pathlib import Path

from instep.sources.reading.asked import NOTHING, Asked
from instep.sources.reading.encoding import encoding_of
from instep.sources.reading.footers import footer
from instep.sources.reading.held import Held
from instep.sources.reading.layout import Layout, layout_of
from instep.sources.reading.parts import bound, further
from instep.sources.reading.shape import Dialect, Reading, Refused
from instep.sources.reading.sieve import ABOVE, Misfit, Part
from instep.sources.reading.sifting import sifted

UNFIT = "stands above the records and does not fit them: perhaps the names of the columns"


def read_delimited(path: Path, asked: Asked = NOTHING) -> list[Reading]:
    """The table of the file; those of another width or with other names below it are tables of their own."""
    encoding, notes = (asked.encoding, []) if asked.encoding else encoding_of(path)
    layout = layout_of(path, encoding, asked)
    sieve = sifted(path, encoding, layout)
    parts, again = bound(sieve.parts)
    others = further(sieve.misfits, footer(parts[-1].columns))
    first = _reading(path, path.stem, encoding, layout, parts[0])
    misfits = merge(others.rest, sieve.torn, others.below, again, key=_line)
    first.refused = Held(merge(first.refused, _sorted_out(misfits, layout, first.skipped), key=_line))
    first.notes[:0] = [*notes, *_mentioned(first.skipped)]
    rest = [*parts[1:], *others.parts]
    return [first, *(_reading(path, f"{path.stem}_{at}", encoding, layout, one) for at, one in enumerate(rest, 2))]


def _reading(path: Path, name: str, encoding: str, layout: Layout, part: Part) -> Reading:
    grammar, columns = layout.grammar, part.columns
    delimiter = grammar.delimiter + (" " if grammar.is_spaced else "")
    dialect = Dialect(encoding, delimiter, grammar.quote, part.header_line, layout.newline, grammar.escape)
    header = tuple(part.header) if part.header else None
    return Reading(path, name, columns.names, columns.table(), columns.refused, list(part.notes), dialect, header)


def _sorted_out(misfits: Iterable[Misfit], layout: Layout, skipped: list[Refused]) -> Iterator[Refused]:
    """What stands above the table is skipped; the header that does not fit and every other misfit is refused."""
    nearest = layout.data_from - 1
    for one in misfits:
        if one.line == layout.lost_line:
            yield Refused(one.line, _lost(one, layout), one.text)
        elif one.reason == ABOVE and layout.header_line is None and (len(one.fields) > 1 or one.line == nearest):
            yield Refused(one.line, UNFIT, one.text)
        elif one.reason == ABOVE and one.line != layout.header_line:
            skipped.append(one.refused())
        elif one.line != layout.header_line:
            yield one.refused()


def _line(one: Misfit | Refused) -> int:
    return one.line


def _lost(one: Misfit, layout: Layout) -> str:
    width = len(layout.head.names)
    return f"looks like the names of the columns, but has {len(one.fields)} where the records have {width}"


def _mentioned(above: list[Refused]) -> list[str]:
    text = " / ".join(one.text for one in above)
    said = "1 line above the table is" if len(above) == 1 else f"{len(above)} lines above the table are"
    return [f"{said} not part of it: {text[:200]}"] if above else []
