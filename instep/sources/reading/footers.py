"""Which lines at the end of a table are no records: totals and remarks?"""

import re
from collections.abc import Sequence
from statistics import median
from typing import Any

from instep.sources.reading.cells import NUMBER, shape
from instep.sources.reading.columns import Columns
from instep.sources.reading.sieve import Misfit

TAIL, MOST_FOOTERS, LEAST = 50, 5, 2
FOOTER = "stands below the table: a total or a remark, not a record"
WORDS = (
    "totals?|totaux|totale[ns]?|totali|totaal|totalt|sum|summe|gesamt(?:summe|ergebnis)?|insgesamt|endsumme|zwischensumme|"
    "somme|ensemble|soma|suma|razem|ogółem|celkem|spolu|összesen|yhteensä|summa|i alt|toplam|averages?|durchschnitt|"
    "mittelwert|moyenne|promedio|итого|всего|сумма|разом|σύνολο|合計|総計|合计|总计|總計|합계|총계|المجموع|الإجمالي"
)
TOTAL = re.compile(rf"(?:grand |sub-?|overall |all |im )?(?:{WORDS})(?!\w)|source:|note:|\*", re.IGNORECASE)
ONLY_TOTAL = re.compile(rf"(?:grand |sub-?|overall )?(?:{WORDS})\s*[:.=]?", re.IGNORECASE)


def footer(columns: Columns) -> list[Misfit]:
    """They fill less than the records above and say so or stand alone, or their numbers are the sums of the columns."""
    tail = columns.tail(TAIL)
    count = 0
    while count < min(MOST_FOOTERS, len(tail) - LEAST) and _is_footer(columns, tail[: len(tail) - count], count):
        count += 1
    if not count:
        return []
    columns.drop_last(count)
    return [_footer(record) for record in tail[len(tail) - count :]]


def _is_footer(columns: Columns, tail: Sequence[Sequence[Any]], below: int) -> bool:
    cells = [str(cell or "").strip() for cell in tail[-1][:-1]]
    above = [_filled(record) for record in tail[:-1]]
    filled, said = _filled(tail[-1]), next((cell for cell in cells if cell), "")
    if len(cells) > LEAST and filled < min(above) and _is_remark(cells, min(above)):
        return True
    is_sparse = filled * 2 <= median(above)
    if is_sparse and len(cells) > LEAST and ONLY_TOTAL.fullmatch(said):
        return True
    could_be = bool(ONLY_TOTAL.fullmatch(said)) or (is_sparse and not cells[0])
    return could_be and _is_sum(columns, cells, said, below)


def _filled(record: Sequence[Any]) -> int:
    return sum(bool(cell and cell.strip()) for cell in record[:-1])


def _is_remark(cells: Sequence[str], least_above: int) -> bool:
    said = next((cell for cell in cells if cell), "")
    stands_alone = sum(map(bool, cells)) == 1 and bool(cells[0]) and least_above > 1
    return bool(TOTAL.match(said)) or (stands_alone and shape(said) == "text")


def _is_sum(columns: Columns, cells: Sequence[str], said: str, below: int) -> bool:
    """Whether it has numbers, and every one is the sum of the cells above it."""
    is_named = bool(ONLY_TOTAL.fullmatch(said))
    places = [at for at, cell in enumerate(cells) if cell and not (is_named and cell == said)]
    if not places or columns.overflow is not None or not all(NUMBER.fullmatch(cells[at]) for at in places):
        return False
    table = columns.table()
    above = table.slice(0, table.num_rows - 1 - below)
    return all(_adds_up(above.column(at).to_pylist(), cells[at]) for at in places)


def _adds_up(values: Sequence[str | None], total: str) -> bool:
    """In one of the two ways to write a decimal."""
    for mark in ".,":
        numbers = [_number(value, mark) for value in values if value and value.strip()]
        said, known = _number(total, mark), [number for number in numbers if number is not None]
        is_column_of_numbers = len(known) == len(numbers) and len(set(known)) > 1
        if said and is_column_of_numbers and abs(sum(known) - said) <= 0.006 * len(known):
            return True
    return False


def _number(text: str, mark: str) -> float | None:
    if not NUMBER.fullmatch(text.strip()):
        return None
    kept = "".join(sign for sign in text if sign.isdigit() or sign in (mark, "-", "("))
    try:
        return float(kept.replace("(", "-").replace(mark, "."))
    except ValueError:
        return None


def _footer(record: Sequence[Any]) -> Misfit:
    *cells, line = record
    text = "\t".join(str(cell or "") for cell in cells)
    return Misfit(int(line), FOOTER, text, tuple(cells))
