"""No text that leaves for a spreadsheet becomes a formula there."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instep.sources.harmless import as_it_was, harmless

HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize("text", ["=1+1", " =1", "+cmd|' /C calc'!A0", "-2+3", "@sum(A1)", "\t=1", "\n=1", "＝1+1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+49 30 123", "-1.234,50", "12%", "Ana", "a=b", "", "'quoted'"])
def test_a_number_or_plain_text_stays(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_it_can_be_taken_back(text: str) -> None:
    assert as_it_was(harmless(text)) == text or text.startswith("'")


def test_whoever_writes_csv_for_people_uses_it() -> None:
    writers = [path for path in HOUSE.rglob("*.py") if _writes_csv(path)]
    assert writers
    assert not [path for path in writers if "sources.harmless" not in path.read_text(encoding="utf-8")]


def _writes_csv(path: Path) -> bool:
    if {"tests", "demo"}.intersection(path.relative_to(HOUSE).parts):
        return False
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute))
    return any(node.attr in ("writer", "DictWriter") and getattr(node.value, "id", "") == "csv" for node in calls)
