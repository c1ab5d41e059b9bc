"""A table of channel rules is read with care, and its SQL says what the table says."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.team.place import Unreadable
from instep.timeline.rule_compiling import channel_of_arrivals
from instep.timeline.rule_reading import SHIPPED, rule_table, rules_in_force
from instep.timeline.rule_table import Condition, RuleTable
from instep.timeline.tests.visits import by_rules
from instep.warehouse import Home
from instep.warehouse.lint import complaints
from instep.warehouse.spark_engine import to_spark

HEAD = "version: 3\neffective_from: 2026-01-01\n"


def table(rules: str) -> str:
    return f"{HEAD}rules:\n{rules}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (table("  - channel: Fair\n    when: {medium: qr}\n    then: x"), "“then” is not known here"),
        (table("  - channel: Fair"), "“when” is missing"),
        (table("  - channel: Fair\n    when: {medum: qr}"), "Use one of: source, medium, campaign, click_id"),
        (table("  - channel: Fair\n    when: {}"), "a line without a condition fits every visit"),
        (table("  - channel: Unassigned\n    when: {medium: qr}"), "is what no rule fits"),
        (table("  - channel: Fair\n    when: {medium: {matches: '(?=x)'}}"), "look-around"),
        (table("  - channel: Fair\n    when: {medium: {matches: 'a('}}"), "cannot be used"),
        (table("  - channel: Fair\n    when: {medium: {matches: 'a++'}}"), "cannot be used"),
        (table("  - channel: Fair\n    when: {medium: {matches: '[[:alpha:]]'}}"), "cannot be used"),
        (table("  - channel: Fair\n    when: {medium: {matches: '(a)\\1'}}"), "not read alike everywhere"),
        (table("  - channel: Fair\n    when: {medium: {among: social}}"), "the lists hold sources"),
        (table("  - channel: Fair\n    when: {source: {among: shops}}"), "Use one of: search, social"),
        (table("  - channel: Fair\n    when: {source: {is: a, matches: b}}"), "one way of comparing"),
        (f"{HEAD}rules: []", "there is no rule"),
        ("rules: [", "not readable YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_to_do(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(said)):
        rule_table(text)


def test_a_home_without_rules_of_its_own_has_those_that_come_with_instep(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert rules_in_force(home).version == 1
    (tmp_path / "channels.yaml").write_text(table("  - channel: Fair\n    when: {medium: qr}"), "utf-8")
    assert rules_in_force(home).channels == ("Fair",)


def test_names_can_be_added_to_a_list() -> None:
    added = SHIPPED.read_text("utf-8").replace("lists: {}", "lists: {social: [Our Forum]}")
    arrival = {"source": "our forum", "medium": "cpc"}
    assert by_rules(added, arrival) == ["Paid social"]
    assert by_rules(SHIPPED.read_text("utf-8"), arrival) == ["Paid other"]


def test_the_first_rule_that_fits_decides() -> None:
    qr, booth = "  - channel: Fair\n    when: {medium: qr}\n", "  - channel: Booth\n    when: {source: booth}\n"
    arrival = {"source": "booth", "medium": "qr"}
    assert by_rules(table(qr + booth), arrival) == ["Fair"]
    assert by_rules(table(booth + qr), arrival) == ["Booth"]


NASTY = ["'", "';drop table x;--", '"', "\\", "%", "_", "é", "a'||'b", "$1", "{x}", "shop", "e-mail", "cpc", "(direct)"]
TEXTS = st.sampled_from(NASTY) | st.text("abcp-_'\\%. ", min_size=1, max_size=6)
WORDS = TEXTS.map(str.strip).filter(bool)
WAYS = st.sampled_from(["is", "contains", "ends_with"])
LINES = st.dictionaries(st.sampled_from(["source", "medium", "campaign"]), st.tuples(WAYS, WORDS), min_size=1)
TABLES = st.lists(st.lists(LINES, min_size=1, max_size=2), min_size=1, max_size=4)
ARRIVALS = st.lists(st.fixed_dictionaries(dict.fromkeys(("source", "medium", "campaign"), WORDS)), min_size=1)


def naive(rules: RuleTable, arrival: dict[str, str]) -> str | None:
    """What the table says, read line by line."""
    fitting = (r for r in rules.rules if any(all(holds(c, arrival) for c in line) for line in r.when))
    return next((rule.channel for rule in fitting), None)


def holds(condition: Condition, arrival: dict[str, str]) -> bool:
    text = arrival[condition.field]
    if condition.way == "is":
        return text in condition.texts
    return any(each in text if condition.way == "contains" else text.endswith(each) for each in condition.texts)


@settings(max_examples=60, deadline=None)
@given(TABLES, ARRIVALS)
def test_the_sql_says_what_the_table_says_whatever_people_type(
    rules: list[list[dict[str, tuple[str, str]]]], arrivals: list[dict[str, str]]
) -> None:
    import yaml

    said = [
        {"channel": f"c{at}", "when": [{name: {way: text} for name, (way, text) in line.items()} for line in rule]}
        for at, rule in enumerate(rules)
    ]
    text = HEAD + yaml.safe_dump({"rules": said}, allow_unicode=True)
    small = [{name: value.lower() for name, value in each.items()} for each in arrivals]
    held = [each for each in small if not any("|" in value for value in each.values())]
    sql = channel_of_arrivals(rule_table(text)).sql("duckdb")
    assert complaints(sql) == []
    assert to_spark(sql)
    assert by_rules(text, *held) == [naive(rule_table(text), each) for each in held]
