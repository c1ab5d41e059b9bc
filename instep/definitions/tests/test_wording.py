"""Anybody can read a definition aloud."""

import pytest
from hypothesis import given

from instep.definitions.parsing import parsed
from instep.definitions.reading import PACK, definitions
from instep.definitions.rule import Rule
from instep.definitions.tests.worlds import trees
from instep.definitions.wording import outline, sentence, whole_sentence
from instep.team.place import Place


def test_the_pack_reads_aloud() -> None:
    found = {one.name: one for one in definitions(PACK)}
    titles = {one.name: one.title for one in found.values()}
    assert whole_sentence(found["customer"], titles) == (
        "A person counts as “Customer” when the person either has a won opportunity or has ordered."
    )
    assert whole_sentence(found["lead"], titles) == (
        "A person counts as “Lead” when the person (either is on record with marketing or sales "
        "or filled in a form) and does not work for us."
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("did: {kind: page_view, words: pricing, times: 3, within_days: 7}",
         "looked at a page about “pricing” at least 3 times within 7 days"),
        ("did: {kind: call, direction: outbound, after: {is: lead}}",
         "was on the phone with us (outbound) after this was first so: counts as “lead”"),
        ("account: {field: employee_count, at_least: 100}", "has account’s employee count of at least 100"),
        ("not: {opportunity: won}", "never has a won opportunity"),
        ("at_least: {count: 2, of: [{opportunity: won}, {ordered: {}}, {is: lead}]}",
         "meets at least 2 of these: has a won opportunity; has ordered; counts as “lead”"),
    ],
)  # fmt: skip
def test_each_kind_of_rule_has_words(rule: str, said: str) -> None:
    assert sentence(parsed(Place.top("a.yaml", rule))) == said


@given(trees)
def test_every_tree_has_a_sentence_and_an_outline(rule: Rule) -> None:
    assert sentence(rule)
    assert outline(rule).text
