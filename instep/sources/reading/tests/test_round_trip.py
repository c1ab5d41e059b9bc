"""What was written is what is read: public samples, hostile strings, files of random making."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.sources.reading import read

FILES = Path(__file__).parents[5] / "shared" / "data" / "files"
FILES = FILES if FILES.exists() else Path(__file__).parents[6] / "shared" / "data" / "files"
needs_files = pytest.mark.skipif(not FILES.exists(), reason="the public files of ../shared/data are not here")
OUTDATED = {"location_coordinates": {"Contact Phone Number": "2095257564"}}


@needs_files
def test_every_file_of_csv_spectrum_reads_as_its_json_says() -> None:
    for path in sorted((FILES / "csv_spectrum" / "csvs").glob("*.csv")):
        meant = json.loads((FILES / "csv_spectrum" / "json" / f"{path.stem}.json").read_text())
        meant = [row | OUTDATED.get(path.stem, {}) for row in (meant if isinstance(meant, list) else [meant])]
        (found,) = read(path)
        assert found.rows.drop(["line"]).to_pylist() == meant, path.name
        assert not found.refused


@needs_files
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_naughty_strings_survive_in_every_field(tmp_path: Path, delimiter: str) -> None:
    naughty = json.loads((FILES / "naughty_strings" / "blns.json").read_text())
    rows = [[str(at), text, text[::-1], "end"] for at, text in enumerate(naughty)]
    assert write_and_read(tmp_path, rows, delimiter, "utf-8", "\n") == rows


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
LATIN = st.text(st.sampled_from(" abcXYZ0189,;|\t'\"\n-.@/éñü"), max_size=12)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(LATIN, min_size=3, max_size=3), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_a_written_file_reads_back_the_same(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str, newline: str
) -> None:
    numbered = [[str(at), *row, "end"] for at, row in enumerate(rows)]
    assert write_and_read(tmp_path, numbered, delimiter, encoding, newline) == numbered


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXT, TEXT), min_size=3, max_size=20))
def test_any_letters_of_the_world_survive(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    numbered = [[str(at), *row, "end"] for at, row in enumerate(rows)]
    assert write_and_read(tmp_path, numbered, ",", "utf-8", "\n") == numbered


def write_and_read(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str, newline: str
) -> list[list[str]]:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator=newline)
    writer.writerows([["id", *(f"text {at}" for at in range(len(rows[0]) - 2)), "last"], *rows])
    path = tmp_path / "file.csv"
    path.write_bytes(target.getvalue().encode(encoding))
    (found,) = read(path)
    assert not found.refused, found.refused
    return [list(row.values()) for row in found.rows.drop(["line"]).to_pylist()]
