"""What an audit says of small files whose truth can be seen."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from instep.cli.main import app

DEALS = """Deal ID,Deal Name,Company,Sales Rep,Product,Stage,Amount,Created Date,Close Date
1,Pumps,Acme,Ana Ruiz,Blue-Pump,Closed Won,100,2024-01-10,2024-02-10
2,Valves,Acme,Ana Ruiz,Blue Pump,Closed Lost,50,2024-01-15,2024-05-10
3,Pipes,,Ben Cole,Red Pump,Negotiation,70,2024-02-01,
4,Tanks,Borg,Ben Cole,Red Pump,Closed Won,30,2024-02-05,2024-04-05
5,Caps,Borg,Ben Cole,Red Pump,Closed Won,30,,oops,2024-04-05
"""


def audit(tmp_path: Path, **files: str) -> tuple[int, dict[str, Any]]:
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    result = CliRunner().invoke(app, ["audit", str(folder), "--json", "--out", str(tmp_path / "page.html")])
    return result.exit_code, json.loads(result.stdout) if result.stdout.startswith("{") else {}


def section(report: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [each for each in report["sections"] if each["name"] == name]
    return dict(found)


def test_a_refused_record_is_told_with_its_line_and_makes_the_audit_partial(tmp_path: Path) -> None:
    code, report = audit(tmp_path, deals=DEALS, products="Product Name,Price\nBlue Pump,100\nRed Pump,30\n")
    assert code == 5
    [row] = section(report, "refused")["tables"][0]["rows"]
    assert row == ["deals.csv", "has 10 fields where the header has 9", 1, "6"]


def test_what_is_won_is_divided_by_what_is_closed(tmp_path: Path) -> None:
    _, report = audit(tmp_path, deals=DEALS)
    found = {each["label"]: each["value"] for each in section(report, "outcomes")["figures"]}
    assert (found["Won"], found["Lost"], found["Open"], found["Won amount"]) == (2, 1, 1, 130)
    assert round(found["Win rate"], 4) == 0.6667


def test_an_average_is_of_the_deals_that_have_an_amount(tmp_path: Path) -> None:
    _, report = audit(tmp_path, deals=DEALS.replace("Closed Won,30,2024", "Closed Won,,2024"))
    [average] = [each for each in section(report, "outcomes")["figures"] if each["label"] == "Average deal"]
    assert average["value"] == 100
    assert json.dumps(average).count("won amount / won deals with an amount (1 has none)") == 1


def test_what_was_not_delivered_is_not_measured_and_not_zero(tmp_path: Path) -> None:
    _, report = audit(tmp_path, deals=DEALS)
    assert "New and repeat sales: needs orders." in report["not_measured"]


def test_a_folder_without_a_table_fails_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    result = CliRunner().invoke(app, ["audit", str(folder), "--out", str(tmp_path / "page.html")])
    assert result.exit_code == 1
    assert "no table to read" in result.output


def test_a_folder_that_does_not_exist_is_a_wrong_use(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["audit", str(tmp_path / "nowhere")]).exit_code == 2


def test_nobody_is_accused_of_silence_that_nobody_would_have_recorded(tmp_path: Path) -> None:
    contacts = (
        "Record ID,First Name,Last Name,Email,Lifecycle Stage,Create Date,Became a Marketing Qualified Lead Date\n"
    )
    people = ["Ana,Ruiz", "Ben,Cole", "Chi,Tran", "Dan,Berg"]
    contacts += "".join(
        f"{at},{name},{name.split(',')[0].lower()}@firm{at}.com,Marketing Qualified Lead,2024-01-0{at},2024-01-1{at}\n"
        for at, name in enumerate(people, 1)
    )
    _, report = audit(tmp_path, contacts=contacts, deals=DEALS)
    told = section(report, "handoffs")
    assert told["finding"] == "4 hand-offs; whether anybody answered them was not measured."
    assert {each["label"]: each["value"] for each in told["figures"]} == {"Hand-offs": 4, "Never answered": None}
