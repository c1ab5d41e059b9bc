"""What `instep read` says on stdout, and with which exit code it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from instep.cli.main import app


def run(*words: object) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(app, ["read", *map(str, words), "--json"])
    return result.exit_code, json.loads(result.stdout) if result.stdout else {}


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(text)
    return path


def test_a_refused_record_is_said_with_its_line_and_makes_the_exit_code_5(tmp_path: Path) -> None:
    code, said = run(file(tmp_path, "id;name\n01;Ana\n02;Ben;x\n03;Chi\n"))
    (table,) = said["tables"]
    assert code == 5
    assert (table["header"], table["records"], table["lines"]) == (
        ["id", "name"],
        [["01", "Ana"], ["03", "Chi"]],
        [2, 4],
    )
    assert (table["dialect"]["delimiter"], table["dialect"]["header_line"]) == (";", 1)
    assert [one["line"] for one in table["refused"]] == [3]
    assert (table["received_count"], table["record_count"], table["refused_count"]) == (3, 2, 1)


def test_a_limit_cuts_what_is_shown_and_not_what_is_counted(tmp_path: Path) -> None:
    code, said = run(file(tmp_path, "id,name\n" + "".join(f"{at},Ana\n" for at in range(50))), "--limit", 3)
    (table,) = said["tables"]
    assert (code, table["record_count"], len(table["records"]), table["lines"]) == (0, 50, 3, [2, 3, 4])


def test_what_was_inferred_can_be_overridden(tmp_path: Path) -> None:
    path = file(tmp_path, "a,b;c\n'1,2';3\n")
    _, said = run(path, "--delimiter", "semicolon", "--quote", "'", "--header-line", "none")
    assert said["tables"][0]["records"] == [["a,b", "c"], ["1,2", "3"]]
    assert said["tables"][0]["header"] is None


def test_a_file_without_a_table_fails_and_says_why(tmp_path: Path) -> None:
    code, said = run(file(tmp_path, ""))
    assert (code, said["tables"]) == (1, [])
    assert "empty" in said["error"]


@pytest.mark.parametrize("wrong", [("--header-line", "x"), ("--encoding", "klingon"), ("--delimiter", "12345")])
def test_a_wrong_option_is_a_matter_of_usage(tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert run(file(tmp_path, "a,b\n1,2\n"), *wrong)[0] == 2


def test_it_shows_how_numbers_and_dates_are_written_and_takes_another_word_for_it(tmp_path: Path) -> None:
    path = file(tmp_path, "plz;amount;created\n01069;1.234;1/2/2024\n01067;2,5;13/2/2024\n")
    _, judged = run(path)
    _, told = run(path, "--decimal", ".", "--dates", "month-day")
    shown = [
        [(each["column"], each["written"], each["is_said"], each["value"][:10]) for each in table["values"]]
        for table in (judged["tables"][0], told["tables"][0])
    ]
    assert shown == [
        [
            ("amount", ",", False, "1234"),
            ("created", "day-month", False, "2024-02-01"),
        ],
        [
            ("amount", ".", True, "1.234"),
            ("created", "month-day", True, "2024-01-02"),
        ],
    ]
    assert told["tables"][0]["records"][0] == ["01069", "1.234", "1/2/2024"]
