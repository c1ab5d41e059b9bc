"""The main job, on public data nobody here made: the figures that other people get from it, to the last digit."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from instep.cli.main import app

CRM = next((up / "shared" / "data" / "crm" for up in Path(__file__).parents if (up / "shared" / "data").exists()), None)
pytestmark = pytest.mark.skipif(CRM is None, reason="the public data of ../shared/data are not here")


def audited(name: str, out: Path, *more: str) -> Result:
    assert CRM is not None
    return CliRunner().invoke(app, ["audit", str(CRM / name), "--out", str(out / "page.html"), *more])


def test_a_pipeline_shows_its_totals_its_window_effect_and_its_traps(tmp_path: Path) -> None:
    result = audited("sales_pipeline", tmp_path)
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    for figure in ("8,800", "4,238", "10,005,534", "2,473", "63.15 %", "82.07 % / 61.71 % / 61.41 % / 60.25 %"):
        assert figure in said
    assert "West 3,568,647 > Central 3,346,293 > East 3,090,594" in said
    assert "2017 Q1 is a window effect" in said
    assert "1,330 / 1,686 / 2,409 / 1,589" in said
    assert "1,480 rows of opportunities say “GTXPro” where the product list says “GTX Pro”" in said
    assert "1,425 of 8,800 opportunities have no account" in said
    assert "5 of 35 owners listed have no opportunity" in said
    page = (tmp_path / "page.html").read_text()
    assert "10,005,534" in page
    assert "http" not in page, "the page needs nothing beside it"


def test_an_export_of_three_teams_becomes_one_timeline_with_its_merges(tmp_path: Path) -> None:
    result = audited("hubspot_export", tmp_path, "--json")
    assert result.exit_code == 5, "a file that is no table makes the audit partial"
    [timeline] = [each for each in figures(result)["sections"] if each["name"] == "timeline"]
    records = {row[0]: row[1] for row in timeline["tables"][0]["rows"]}
    for kind in ("Contacts and leads", "Companies", "Deals", "Tickets", "Merges recorded"):
        assert records[kind] > 0


def test_a_database_shows_customers_and_orders_new_and_repeat(tmp_path: Path) -> None:
    result = audited("northwind.sqlite", tmp_path, "--json")
    [orders] = [each for each in figures(result)["sections"] if each["name"] == "orders"]
    found = {figure["label"]: figure["value"] for figure in orders["figures"]}
    assert found["Orders"] == 830
    assert found["Customers who ordered"] == 89
    assert found["New sales"] + found["Repeat sales"] == pytest.approx(found["Sales"])
    [funnel] = [each for each in figures(result)["sections"] if each["name"] == "funnel"]
    opportunities = {row[2] for row in funnel["tables"][1]["rows"]}
    assert opportunities == {None}, "orders alone do not say that no lead became an opportunity"


def figures(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found
