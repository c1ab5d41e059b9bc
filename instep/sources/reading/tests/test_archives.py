"""Packed files are opened within limits, and what is made to do harm is stopped with a sentence."""

import gzip
import io
import subprocess
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from instep.sources.reading import Unreadable, read, sheet_rows
from instep.sources.reading.swelling import HARMLESS

CSV = b"id,name\n1,Ana\n2,Ben\n"


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "people.csv.gz"
    path.write_bytes(gzip.compress(CSV))
    (found,) = read(path)
    assert (found.table, found.file, found.rows.num_rows) == ("people", path, 2)


def test_each_member_of_an_archive_is_a_table_and_the_others_are_refused_by_name(tmp_path: Path) -> None:
    members = {"a/people.csv": CSV, "deals.json": b'[{"id": "1"}]', "read me.pdf": b"%PDF-1.7", "__MACOSX/x": b"x"}
    people, deals = read(zipped(tmp_path / "export.zip", members))
    assert (people.table, deals.table) == ("people", "deals")
    assert [(one.text, one.line) for one in people.refused] == [("read me.pdf", 0)]


def test_the_name_of_a_member_never_becomes_a_path(tmp_path: Path) -> None:
    (found,) = read(zipped(tmp_path / "export.zip", {"../../people.csv": CSV}))
    assert found.table == "people"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.zip"]


@pytest.mark.parametrize("ending", ["zip", "gz"])
def test_an_archive_within_an_archive_stays_closed(tmp_path: Path, ending: str) -> None:
    inner = zipped(tmp_path / "inner.zip", {"people.csv": CSV}).read_bytes()
    outer = tmp_path / f"outer.{ending}"
    if ending == "zip":
        zipped(outer, {"inner.zip": inner, "inner.csv.gz": gzip.compress(CSV)})
    else:
        outer.write_bytes(gzip.compress(inner))
    with pytest.raises(Unreadable, match="archive within an archive"):
        read(outer)


def test_a_bomb_is_stopped_while_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(3):
            file.write(bytes(HARMLESS))
    with pytest.raises(Unreadable, match="larger than 250 times"):
        read(path)
    with pytest.raises(Unreadable, match="larger than 250 times"):
        read(zipped(tmp_path / "bomb.zip", {"bomb.csv": bytes(3 * HARMLESS)}))


def test_members_that_swell_together_are_stopped_together(tmp_path: Path) -> None:
    parts = {f"part {number}.csv": CSV + b"3," + bytes(HARMLESS - 100) + b"\n" for number in range(4)}
    first, *others = read(zipped(tmp_path / "bombs.zip", parts | {"a.csv": CSV}))
    assert others == []
    assert [one.text for one in first.refused if "250 times" in one.reason] == [*list(parts)[1:], "a.csv"]


def test_damaged_archives_say_so(tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(CSV * 1000)[:-20])
    with pytest.raises(Unreadable, match="damaged"):
        read(cut)


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Deals").write_row(0, 0, ["id", "name"])
    return path


def test_a_workbook_that_unpacks_to_far_more_than_itself_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b" " * (40 << 20))
    with pytest.raises(Unreadable, match="250 times"):
        read(path)


def test_a_workbook_with_one_cell_in_its_last_corner_is_stopped_in_its_own_process(tmp_path: Path) -> None:
    path = tmp_path / "corner.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Deals")
        sheet.write(0, 0, "id")
        sheet.write(1_048_575, 16_383, "far away")
    with pytest.raises(Unreadable, match="2 GB of memory or 120 seconds"):
        read(path)


def test_the_process_that_opens_workbooks_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = subprocess.run(
        ["python3", "-c", "import resource; print(resource.getrlimit(resource.RLIMIT_AS)[0])"],
        capture_output=True,
        preexec_fn=sheet_rows.limit,
        check=True,
    )
    assert int(limits.stdout) == sheet_rows.MOST_MEMORY


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    said = io.StringIO()
    sheet_rows.write(str(workbook(tmp_path / "deals.xlsx")), said.write)
    assert said.getvalue() == '{"sheet": "Deals"}\n["id", "name"]\n'
