"""Figures of a back-test equal those of counting lead by lead."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from instep.cli.main import app
from instep.definitions.backtest.counting import by_month, counted
from instep.definitions.backtest.leads import Asked, Leads, Unclear, leads
from instep.definitions.backtest.met import met, rule_of
from instep.sources.tests.tables import told
from instep.team.place import Unreadable

FULL = {"Industry": "Steel", "Employees": "200", "When": "2026-01-05", "Worth": "100", "Result": "won"}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "Industry": st.sampled_from(["Software", "software ", "Steel", ""]),
            "Employees": st.sampled_from(["", "10", "50", "200"]),
            "When": st.sampled_from(["2026-01-05", "2026-02-01", ""]),
            "Worth": st.sampled_from(["", "100", "2500.5"]),
            "Result": st.sampled_from(["won", "lost", "open"]),
        }
    ),
    min_size=1,
    max_size=30,
).map(lambda rows: [*rows, FULL, FULL | {"Result": "lost"}])
LEAVES = st.sampled_from(
    [
        {"field": {"field": "Industry", "equals": "SOFTWARE"}},
        {"field": {"field": "Industry", "one_of": ["Steel", "Glass"]}},
        {"field": {"field": "Industry", "known": "no"}},
        {"field": {"field": "Employees", "at_least": 50}},
        {"field": {"field": "Employees", "at_most": 50}},
        {"field": {"field": "Employees", "known": "yes"}},
    ]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda rules: {"all": rules}),
        st.lists(inner, min_size=1, max_size=3).map(lambda rules: {"any": rules}),
        st.lists(inner, min_size=2, max_size=3).map(lambda rules: {"at_least": {"count": 2, "of": rules}}),
        inner.map(lambda rule: {"not": rule}),
    ),
    max_leaves=8,
)


def table(rows: list[dict[str, str]]) -> Leads:
    asked = Asked("Result", time="When", value="Worth")
    return leads(told("leads", tuple(FULL), [tuple(row[name] for name in FULL) for row in rows]), asked)


def holds(tree: dict[str, Any], row: dict[str, str]) -> bool:
    kind, inner = next(iter(tree.items()))
    match kind:
        case "not":
            return not holds(inner, row)
        case "at_least":
            return sum(holds(each, row) for each in inner["of"]) >= int(inner["count"])
        case "all":
            return all(holds(each, row) for each in inner)
        case "any":
            return any(holds(each, row) for each in inner)
    return compares(row[inner["field"]].strip(), inner)


def compares(value: str, asked: dict[str, Any]) -> bool:
    match asked:
        case {"known": said}:
            return bool(value) is (said == "yes")
        case {"equals": word}:
            return value.lower() == str(word).lower()
        case {"one_of": words}:
            return value.lower() in [str(word).lower() for word in words]
        case {"at_least": least}:
            return bool(value) and float(value) >= float(least)
        case {"at_most": most}:
            return bool(value) and float(value) <= float(most)
    raise AssertionError(asked)


@settings(max_examples=60, deadline=None)
@given(ROWS, TREES)
def test_figures_are_those_of_brute_force(rows: list[dict[str, str]], tree: dict[str, Any]) -> None:
    known = table(rows)
    passed = met(known, rule_of("rule.yaml", json.dumps({"rule": tree}), known.vocabulary))
    assert passed.tolist() == [holds(tree, row) for row in rows]
    found = counted(known, passed)
    caught = [row for row in rows if holds(tree, row) and row["Result"] == "won"]
    won = [row for row in rows if row["Result"] == "won"]
    settled = [row for row in rows if holds(tree, row) and row["Result"] != "open"]
    assert (found.caught, found.missed, found.success_count) == (len(caught), len(won) - len(caught), len(won))
    assert found.precision.value == (len(caught) / len(settled) if settled else None)
    assert found.recall.value == len(caught) / len(won)
    assert found.value_caught == pytest.approx(sum(float(row["Worth"] or 0) for row in caught))


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_months_add_up_to_the_whole(rows: list[dict[str, str]]) -> None:
    known = table(rows)
    passed = met(known, rule_of("rule.yaml", "field: {field: Employees, at_least: 50}", known.vocabulary))
    whole, months = counted(known, passed), by_month(known, passed).values()
    for name in ("lead_count", "open_count", "volume", "caught", "missed"):
        assert sum(getattr(month, name) for month in months) == getattr(whole, name)


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("field: {field: Industri, equals: x}", "“Industri” is not known here"),
        ("field: {field: Industry, at_least: 3}", "is a text"),
        ("did: {kind: form}", "“did” is not a kind of rule"),
    ],
)
def test_a_rule_that_does_not_fit_the_table_is_refused_with_its_place(rule: str, part: str) -> None:
    with pytest.raises(Unreadable, match=part):
        rule_of("rule.yaml", rule, table([FULL, FULL | {"Result": "lost"}]).vocabulary)


def test_outcomes_in_words_of_their_own_have_to_be_said() -> None:
    rows = told("leads", ("a", "end"), [("1", "grün"), ("2", "rot")])
    with pytest.raises(Unclear, match="--positive, such as: grün, rot"):
        leads(rows, Asked("end"))
    assert leads(rows, Asked("end", ("Grün",))).succeeded.tolist() == [True, False]


def test_the_command_prints_the_figures(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text(
        "id,size,won\n" + "".join(f"{n},{n},{'yes' if n > 5 else 'no'}\n" for n in range(9))
    )
    (tmp_path / "rule.yaml").write_text("rule: {field: {field: size, at_least: 4}}")
    asked = [str(tmp_path / "leads.csv"), "--rule", str(tmp_path / "rule.yaml"), "--outcome", "won", "--json"]
    ran = CliRunner().invoke(app, ["definitions", "backtest", *asked])
    figures = json.loads(ran.stdout)
    assert (ran.exit_code, figures["volume"], figures["caught"], figures["missed"]) == (0, 5, 3, 0)
    assert figures["precision"]["value"] == 0.6
    assert figures["rule"] == "has size of at least 4"
