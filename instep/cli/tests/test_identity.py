"""What `instep identity resolve` writes, and with which exit code it ends."""

import csv
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from instep.cli.main import app

PEOPLE = "\n".join(
    [
        "Kunden-Nr;Vorname;Nachname;E-Mail;Firma",
        "7;Anahita;Perezzi;anahita.perezzi@lumen.com;Lumen GmbH",
        "8;ANAHITA;PEREZZI;Anahita.Perezzi@lumen.com;Lumen",
        "9;Ben;Tadic;ben.tadic@nordix.de;Nordix AG",
    ]
)


def resolved(tmp_path: Path, text: str, *words: str) -> tuple[int, dict[str, str]]:
    records, answer = tmp_path / "records.csv", tmp_path / "answer.csv"
    records.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["identity", "resolve", str(records), "--out", str(answer), *words])
    if not answer.exists():
        return result.exit_code, {}
    with answer.open(encoding="utf-8") as lines:
        return result.exit_code, {row["record_id"]: row["entity_id"] for row in csv.DictReader(lines)}


def test_any_table_of_people_is_resolved_by_its_own_ids(tmp_path: Path) -> None:
    code, entities = resolved(tmp_path, PEOPLE)
    assert code == 0
    assert set(entities) == {"7", "8", "9"}
    assert entities["7"] == entities["8"] != entities["9"]


def test_companies_are_resolved_by_name_and_domain(tmp_path: Path) -> None:
    text = "id,company,website\na,Lumen GmbH,https://www.lumen.com/de\nb,LUMEN,lumen.com\nc,Nordix AG,nordix.de\n"
    code, entities = resolved(tmp_path, text, "--companies")
    assert code == 0
    assert entities["a"] == entities["b"] != entities["c"]


def test_a_table_that_tells_nobody_ends_with_1_and_writes_nothing(tmp_path: Path) -> None:
    assert resolved(tmp_path, "day,amount\n2026-01-01,7\n2026-01-02,8\n") == (1, {})


def test_what_is_kept_is_explained_and_takes_in_more(tmp_path: Path) -> None:
    state, more, out = tmp_path / "state", tmp_path / "more.csv", tmp_path / "more-answer.csv"
    _, entities = resolved(tmp_path, PEOPLE, "--state", str(state))
    more.write_text(PEOPLE.splitlines()[0] + "\n10;Ben;Tadic;ben.tadic@nordix.de;Nordix\n", encoding="utf-8")
    assert (
        CliRunner().invoke(app, ["identity", "add", str(more), "--state", str(state), "--out", str(out)]).exit_code == 0
    )
    assert entities["9"] in out.read_text(encoding="utf-8")
    told = CliRunner().invoke(app, ["identity", "explain", "7", "9", "--state", str(state)])
    assert told.exit_code == 0
    assert "first name: different" in told.stdout
    assert "they are not one" in told.stdout


def test_the_command_loads_nothing_that_only_others_need() -> None:
    script = "import sys; sys.argv = ['instep', 'identity']; import instep.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert "instep.cli.identity" in loaded
    assert not {"instep.cli.build", "instep.warehouse.building", "pandas", "sqlglot"}.intersection(loaded)


def test_a_table_without_records_is_refused_in_words(tmp_path: Path) -> None:
    assert resolved(tmp_path, PEOPLE.splitlines()[0] + "\n") == (1, {})


def test_an_id_that_comes_twice_says_its_line_and_the_others_stay(tmp_path: Path) -> None:
    lines = [f"{number};Ana{number};Perezzi{number};a{number}@lumen.com;Lumen" for number in range(40)]
    code, entities = resolved(tmp_path, "\n".join([PEOPLE.splitlines()[0], *lines, lines[3]]))
    assert code == 0
    assert {"3~5", "3~42"} == {record_id for record_id in entities if record_id.startswith("3~")}
    assert entities["3~5"] == entities["3~42"]
    assert len(entities) == 41
