"""A file that is not understood is refused with its name, the place in the tree and what to do."""

from datetime import date
from pathlib import Path

import pytest

from instep.definitions.definition import in_force
from instep.definitions.reading import PACK, PAGES, copy_pack, definition, definitions
from instep.definitions.rule import Compare
from instep.definitions.signing import sign
from instep.definitions.urls import urlpatterns
from instep.team.place import Unreadable

GOOD = (PACK / "customer.yaml").read_text("utf-8")


def with_rule(rule: str, name: str = "asked", head: str = "") -> str:
    return f"""
name: {name}
meaning: a test
owners: {{marketing: Mark, sales: Sofia}}
version: 1
effective_from: 2026-01-01
{head}
rule:
  {rule}
"""


def test_the_pack_is_read_in_the_order_in_which_its_words_lean_on_each_other() -> None:
    names = [one.name for one in definitions(PACK)]
    assert set(names) == {"lead", "sales_ready", "accepted", "opportunity", "customer"}
    assert names.index("lead") < names.index("sales_ready")


def test_a_country_called_no_stays_a_country() -> None:
    read = definition("a.yaml", with_rule("person: {field: country, one_of: [NO, DE]}"))
    assert read.rule == Compare("person", "country", "one_of", ("NO", "DE"))


@pytest.mark.parametrize(
    ("rule", "path", "problem"),
    [
        ("any: [{did: {kind: fax}}]", "rule › any › 1 › did › kind", "“fax” is not known here"),
        ("person: {field: shoe_size, equals: 44}", "rule › person › field", "“shoe_size” is not known"),
        ("person: {field: country, at_least: DE}", "rule › person › at_least", "is a text"),
        ("person: {field: employee_count, at_least: many}", "rule › person › at_least", "not a number"),
        ("person: {field: employee_count, at_least: nan}", "rule › person › at_least", "too large"),
        ("all: []", "rule › all", "the list is empty"),
        ("select: now()", "rule › select", "not a kind of rule"),
        ("{any: [{opportunity: won}], all: [{opportunity: won}]}", "rule", "exactly one key"),
        ("at_least: {count: 3, of: [{opportunity: won}]}", "rule › at_least › count", "whole number"),
        ("did: {times: 2}", "rule › did", "nothing says what was done"),
        ("did: {words: ['']}", "rule › did › words › 1", "a text"),
        ("opportunity: maybe", "rule › opportunity", "“maybe”"),
    ],
)
def test_a_mistake_is_named_with_its_place(rule: str, path: str, problem: str) -> None:
    with pytest.raises(Unreadable) as refused:
        definition("asked.yaml", with_rule(rule))
    assert (refused.value.file, refused.value.path) == ("asked.yaml", path)
    assert problem in refused.value.problem
    assert refused.value.advice


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match="stands there twice"):
        definition("a.yaml", with_rule("opportunity: won", head="version: 2"))


@pytest.mark.parametrize("text", ["", "- a", "rule: [", "a: &x [1]\nb: *x", "\t", "name: lead"])
def test_a_file_that_is_no_definition_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        definition("broken.yaml", text)


def test_the_name_of_a_page_is_no_name_of_a_definition() -> None:
    asked = addresses_of_pages()
    assert asked == PAGES, "addresses that stand before those of definitions"
    for name in PAGES:
        with pytest.raises(Unreadable, match="a page of its own"):
            definition("a.yaml", with_rule("opportunity: won", name))


def addresses_of_pages() -> set[str]:
    """The first word of every address that is not a definition's."""
    words = (str(each.pattern).split("/")[0] for each in urlpatterns)
    return {word for word in words if word.isidentifier()}


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lead.yaml").write_bytes("meaning: Kunde für".encode("latin-1"))
    with pytest.raises(Unreadable, match="UTF-8"):
        definitions(tmp_path)


def test_words_that_lean_on_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(with_rule("is: b", "a"))
    (tmp_path / "b.yaml").write_text(with_rule("is: a", "b"))
    with pytest.raises(Unreadable, match="a → b → a"):
        definitions(tmp_path)


def test_a_word_that_nobody_defined_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(with_rule("is: hot_lead", "a"))
    with pytest.raises(Unreadable, match="names no definition"):
        definitions(tmp_path)


def test_the_same_version_twice_is_refused(tmp_path: Path) -> None:
    for file in ("a.yaml", "b.yaml"):
        (tmp_path / file).write_text(GOOD)
    with pytest.raises(Unreadable, match=r"stands in a\.yaml as well"):
        definitions(tmp_path)


def test_a_home_keeps_its_own_words_and_gets_those_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "lead.yaml").write_text(with_rule("opportunity: any", "lead"))
    copy_pack(tmp_path)
    assert in_force(definitions(tmp_path))["lead"].meaning == "a test"
    assert len(list(tmp_path.glob("*.yaml"))) == 5


def test_a_version_counts_as_signed_when_both_teams_have_signed() -> None:
    mark = "{by: Mark, team: marketing, at: 2026-02-01}"
    sofia = "{by: Sofia, team: sales, at: 2026-02-01}"
    assert not definition("a.yaml", with_rule("opportunity: won", head=f"signatures: [{mark}]")).is_signed
    assert definition("a.yaml", with_rule("opportunity: won", head=f"signatures: [{mark}, {sofia}]")).is_signed


def test_signing_writes_the_names_into_the_file_and_leaves_the_rule_alone(tmp_path: Path) -> None:
    before = in_force(definitions(PACK))
    sign(tmp_path, {"marketing": "Mark Osei", "sales": 'Sofia: "the" O\'Neil'}, date(2026, 2, 1))
    after = in_force(definitions(tmp_path))
    assert {one.is_signed for one in after.values()} == {True}
    assert {name: one.rule for name, one in after.items()} == {name: one.rule for name, one in before.items()}
    assert after["lead"].signatures[1].by == 'Sofia: "the" O\'Neil'
    assert sign(tmp_path, {"marketing": "Uma", "sales": "Uma"}, date(2026, 3, 1)) == []
