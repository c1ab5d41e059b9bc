"""Whatever a file holds or is called, and whatever breaks meanwhile: nothing is lost, nothing is half done."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from instep.sources.importing import Import, import_files
from instep.sources.reading.folder import files_in
from instep.sources.reading.shape import Unreadable
from instep.sources.taking.alone import passing
from instep.sources.taking.batch import batches, visible_ids
from instep.sources.tests.histories import records
from instep.warehouse import Home

FOLDERS = [folder / "shared" / "data" / "files" for folder in Path(__file__).parents]
NAUGHTY = next((folder for folder in FOLDERS if folder.exists()), FOLDERS[3]) / "naughty_strings" / "blns.json"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
OF_OUR_OWN = [
    "=1+1",
    "<script>alert(1)</script>",
    "a\x00b",
    "‮abc",
    "'; drop table x; --",
    "../../etc",
    "𝒳" * 90,
    "%s{}",
]


def naughty() -> list[str]:
    found: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.exists() else []
    return [text for text in [*OF_OUR_OWN, *found] if text.strip()]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def bring(home: Home, file: Path, source: str = "crm") -> Import:
    with passing(True):
        return import_files(home, file, source=source, received_at=NOON)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def test_naughty_values_arrive_as_they_are(home: Home, tmp_path: Path) -> None:
    said = [text for text in naughty() if text.strip() == text and text.isprintable()]
    lines = [f"{number},n{number}@x.example,{quoted(text)}" for number, text in enumerate(said)]
    (tmp_path / "contacts.csv").write_text("\n".join(["Id,Email,Company", *lines]), encoding="utf-8")
    [batch] = bring(home, tmp_path / "contacts.csv").batches
    assert batch.taken_count == len(said)
    found = [row for rows in records(home).values() for row in rows]
    assert [text for text in said if not any(f"'company_name': {text!r}" in row for row in found)] == []


def test_naughty_names_of_columns_and_systems_and_files(home: Home, tmp_path: Path) -> None:
    for number, name in enumerate(naughty()[:25]):
        safe = "".join(sign for sign in name if sign not in "/\0")[:60] or "x"
        file = tmp_path / f"{number}" / f"{safe}.csv"
        file.parent.mkdir()
        file.write_text(f"Id,Email,{quoted(name)}\n1,ana@acme.example,x\n", encoding="utf-8", errors="replace")
        came = bring(home, file, source=name)
        assert len(came.batches) + len(came.unrecognised) + len(came.unreadable) == 1, name
    assert all(home.deliveries in batch.folder(home).resolve().parents for batch in batches(home))


@pytest.mark.parametrize(("text", "received"), [("Id,Email,First Name\n", 0), ("Id,Email,First Name", 0)])
def test_only_a_header_is_an_empty_delivery(home: Home, tmp_path: Path, text: str, received: int) -> None:
    (tmp_path / "contacts.csv").write_text(text, encoding="utf-8")
    came = bring(home, tmp_path / "contacts.csv")
    assert sum(batch.received_count for batch in came.batches) == received


def test_an_empty_file_is_told_and_nothing_else_happens(home: Home, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("", encoding="utf-8")
    came = bring(home, tmp_path / "contacts.csv")
    assert came.unreadable
    assert not batches(home)


def test_five_hundred_columns(home: Home, tmp_path: Path) -> None:
    names = ["Id", "Email", *(f"Extra {number}" for number in range(498))]
    rows = [[str(row), f"p{row}@x.example", *(f"v{row}" for _ in range(498))] for row in range(20)]
    text = "\n".join(",".join(row) for row in [names, *rows])
    (tmp_path / "contacts.csv").write_text(text, encoding="utf-8")
    [batch] = bring(home, tmp_path / "contacts.csv").batches
    assert (batch.received_count, batch.taken_count) == (20, 20)


def many(folder: Path, name: str, rows: int) -> Path:
    file = folder / f"{name}.csv"
    lines = (f"{row},p{row}@x.example,Ana{row}" for row in range(rows))
    file.write_text("\n".join(["Id,Email,First Name", *lines]), encoding="utf-8")
    return file


def _bring_beside(path: str, file: str) -> int:
    return sum(batch.duplicate_count for batch in bring(Home(Path(path)), Path(file)).batches)


def test_two_imports_of_one_system_at_once_wait_for_each_other(home: Home, tmp_path: Path) -> None:
    file = many(tmp_path, "contacts", 2_000)
    with get_context("spawn").Pool(2) as pool:
        duplicates = pool.starmap(_bring_beside, [(str(home.path), str(file))] * 2)
    assert sorted(duplicates) == [0, 2_000]
    assert [batch.received_count for batch in batches(home)] == [2_000, 2_000]


def killed_after(home: Home, files: Path, seconds: float) -> None:
    command = "import sys; from instep.cli.main import app; app()"
    words = [sys.executable, "-c", command, "import", str(files), "--source", "crm"]
    with subprocess.Popen(words, env=os.environ | {"INSTEP_HOME": str(home.path)}, stderr=subprocess.DEVNULL) as run:
        until = time.monotonic() + 60
        while not list(home.deliveries.glob("crm/*")) and run.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(seconds)
        run.send_signal(signal.SIGKILL)


@pytest.fixture
def two_tables(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    many(folder, "contacts", 20_000)
    many(folder, "more_contacts", 20_000)
    return folder


@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_an_import_that_was_killed_is_in_as_a_whole_or_not_at_all(home: Home, two_tables: Path, seconds: float) -> None:
    killed_after(home, two_tables, seconds)
    assert len(visible_ids(home)) in (0, 2)
    assert sum(batch.received_count for batch in batches(home)) in (0, 40_000)
    before = len(visible_ids(home))
    came = bring(home, two_tables)
    assert sum(batch.duplicate_count for batch in came.batches) == (40_000 if before else 0)
    assert sum(len(rows) for rows in records(home).values()) == 40_000


def test_a_link_out_of_the_folder_brings_nothing_in(tmp_path: Path) -> None:
    outside, folder = tmp_path / "passwd.csv", tmp_path / "given"
    outside.write_text("Email\nroot@example.com\n")
    folder.mkdir()
    (folder / "own.csv").write_text("Email\nana@example.com\n")
    (folder / "same.csv").symlink_to(folder / "own.csv")
    (folder / "link.csv").symlink_to(outside)
    assert [file.name for file in files_in(folder)] == ["own.csv", "same.csv"]


def test_a_name_that_a_terminal_would_obey_is_said_harmlessly(tmp_path: Path) -> None:
    assert "\x1b" not in str(Unreadable(tmp_path / "a\x1b[2J\x1b]0;x\x07.csv", "it is empty."))
