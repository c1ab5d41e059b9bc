"""The command line says the same before and after: JSON on stdout, talk on stderr, a code that scripts can trust."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from instep.cli.main import app
from instep.sources.taking.batch import batches
from instep.warehouse import Home

CONTACTS = """Id,Email,First Name,Last Name,Company,Created
007,ana@acme.example,Ana,Pérez,Acme,2026-01-31
2,ben@beta.example,Ben,Ito,Select,2026-02-01
3,chi@gamma.example,Chi,Okafor,N/A,soon
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("INSTEP_HOME", str(tmp_path / "home"))
    return Home.from_environment()


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def table(result: Result) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(result.stdout)
    return next(iter(said["tables"]))


def contacts(folder: Path, text: str = CONTACTS) -> Path:
    file = folder / "contacts.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_dry_run_says_what_the_run_comes_to(home: Home, tmp_path: Path) -> None:
    file = contacts(tmp_path)
    tried = run("import", file, "--source", "crm", "--dry-run", "--json")
    assert not batches(home)
    done = run("import", file, "--source", "crm", "--json")
    assert (tried.exit_code, done.exit_code) == (5, 5)
    batch = table(done).pop("batch")
    assert table(tried) == table(done) | {"batch": None}
    assert [each.batch_id for each in batches(home)] == [batch]


def test_the_fates_of_rows_and_of_records_are_told(home: Home, tmp_path: Path) -> None:
    run("import", contacts(tmp_path), "--source", "crm")
    changed = CONTACTS.replace("Ben,Ito", "Benjamin,Ito") + "4,dee@delta.example,Dee,Roy,Delta,2026-02-03\n"
    said = table(run("import", contacts(tmp_path, changed), "--source", "crm", "--json"))
    assert (said["received"], said["taken"], said["duplicate"], said["refused"]) == (4, 2, 1, 1)
    assert (said["kind"], said["created"], said["changed"], said["unchanged"]) == ("person", 1, 1, 1)
    assert said["refusals"] == [{"rule": "is not a date", "column": "Created", "count": 1, "lines": [4]}]


def test_what_another_system_says_otherwise_is_in_conflict(home: Home, tmp_path: Path) -> None:
    run("import", contacts(tmp_path), "--source", "crm")
    other = "Contact ID,Email,First Name,Last Name,Company\nx9,ana@acme.example,Ana,Pérez,Acme Iberia\n"
    said = table(run("import", contacts(tmp_path, other), "--source", "desk", "--json"))
    assert (said["created"], said["known"], said["conflict"]) == (1, 1, 1)


def test_placeholders_are_offered_and_not_assumed(home: Home, tmp_path: Path) -> None:
    file = contacts(tmp_path)
    said = table(run("import", file, "--source", "crm", "--dry-run", "--json"))
    assert [each["text"] for each in said["placeholders"]] == ["N/A", "Select"]
    said = table(run("import", file, "--source", "crm", "--dry-run", "--json", "--missing", "Select"))
    assert [each["text"] for each in said["placeholders"]] == ["N/A"]


def test_an_undone_import_is_told_and_gone(home: Home, tmp_path: Path) -> None:
    batch = table(run("import", contacts(tmp_path), "--source", "crm", "--json"))["batch"]
    answer = run("undo", batch, "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["batch"]) == (0, batch)
    assert json.loads(answer.stdout)["undone_at"]
    assert not list(home.mappings.rglob("*.yaml")), "a mapping that nobody said goes with its delivery"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", "nowhere.csv"], 2),
        (["import", "{file}", "--dates", "month"], 2),
        (["import", "{file}", "--zone", "Middle/Earth"], 2),
        (["import", "{file}", "--mapping", "{file}"], 2),
        (["import", "{picture}"], 1),
        (["undo", "never-was"], 1),
    ],
)
def test_a_script_can_trust_the_exit_code(home: Home, tmp_path: Path, words: list[str], code: int) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    said = [word.format(file=contacts(tmp_path), picture=picture) for word in words]
    assert run(*said).exit_code == code


def test_leading_zeros_stay_and_a_zero_is_a_value(home: Home, tmp_path: Path) -> None:
    text = "Deal Id,Deal Name,Stage,Amount,Close Date\n007,First,Open,0,2026-01-31\n"
    file = tmp_path / "deals.csv"
    file.write_text(text, encoding="utf-8")
    run("import", file, "--source", "crm")
    said = run("import", file, "--source", "crm", "--dry-run", "--json")
    assert table(said)["unchanged"] == 1
    [batch] = batches(home)
    examples = json.loads((batch.folder(home) / "examples.json").read_text(encoding="utf-8"))
    assert (examples[0]["created"][0]["record_id"], examples[0]["created"][0]["amount"]) == ("007", "0.00")


def test_the_counts_can_be_read_in_eighty_columns(home: Home, tmp_path: Path) -> None:
    said = run("import", contacts(tmp_path), "--source", "crm").stderr
    assert "contacts: 3 received, 2 taken, 0 duplicate, 1 refused (rows)\n    2 created" in said
    assert max(map(len, said.splitlines())) <= 80
