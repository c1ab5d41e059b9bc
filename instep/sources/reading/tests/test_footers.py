"""A total below a table is refused with its line, in sheets as in text; records that look a little like one come in."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from instep.sources.reading import Reading, read

type Cell = str | float | None
type Rows = list[list[Cell]]
NAMES: list[Cell] = ["Deal ID", "Name", "Owner", "Stage", "Amount", "Close Date"]


def deals(*, is_sparse: bool = False) -> Rows:
    rows: Rows = [
        [f"D{at}", f"Deal {at}", "Ana" if at % 2 else "Ben", "won", at * 100.5, "2026-03-01"] for at in range(1, 9)
    ]
    if is_sparse:
        rows[2][1:4] = [None, None, None]
        rows[2][5] = None
    return rows


def sheet(folder: Path, rows: Rows, names: Sequence[Cell] = NAMES) -> Reading:
    with xlsxwriter.Workbook(folder / "deals.xlsx") as book:
        page = book.add_worksheet("Deals")
        for at, row in enumerate([[*names], *rows]):
            page.write_row(at, 0, row)
    (found,) = read(folder / "deals.xlsx")
    return found


def text(folder: Path, rows: Rows) -> Reading:
    lines = [";".join("" if cell is None else str(cell).replace(".", ",") for cell in row) for row in [[*NAMES], *rows]]
    (folder / "deals.csv").write_text("\n".join(lines) + "\n")
    return read(folder / "deals.csv")[0]


@pytest.mark.parametrize("word", ["Summe", "Total", "Gesamt", "Sum", "Totale", "Grand total:", "Razem", "合計"])
@pytest.mark.parametrize("is_sparse", [False, True])
def test_a_total_below_a_sheet_is_refused_with_its_line(tmp_path: Path, word: str, is_sparse: bool) -> None:
    found = sheet(tmp_path, [*deals(is_sparse=is_sparse), [word, None, None, None, 1_234_567, None]])
    assert found.rows.num_rows == 8
    assert [(one.line, "total" in one.reason) for one in found.refused] == [(10, True)]


@pytest.mark.parametrize("written", [sheet, text])
def test_numbers_that_are_the_sums_of_their_columns_are_a_total_without_a_word(
    tmp_path: Path, written: Callable[[Path, Rows], Reading]
) -> None:
    found = written(tmp_path, [*deals(is_sparse=True), [None, None, None, None, 3618.0, None]])
    assert (found.rows.num_rows, [one.line for one in found.refused]) == (8, [10])


def test_a_total_fits_a_table_of_two_columns_when_it_adds_up(tmp_path: Path) -> None:
    rows: Rows = [["Ana", 3], ["Ben", 4], ["Cem", 5]]
    assert [one.line for one in sheet(tmp_path, [*rows, ["Summe", 12]], ["Owner", "Calls"]).refused] == [5]
    assert not sheet(tmp_path, [*rows, ["Summe", 13]], ["Owner", "Calls"]).refused


def test_a_company_called_total_and_a_record_with_few_cells_come_in(tmp_path: Path) -> None:
    total: list[Cell] = ["Total", "Total Energies", "Ana", "won", 12.0, "2026-03-01"]
    assert not sheet(tmp_path, [*deals(), total]).refused
    sparse: list[Cell] = ["D77", None, None, None, 12.0, None]
    assert not sheet(tmp_path, [*deals(is_sparse=True), sparse]).refused
