"""What somebody does on the form stands in the file, and whatever a file says can be shown on the form."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from instep.definitions.editing.fields import Row, laid_out
from instep.definitions.editing.steps import stepped
from instep.definitions.editing.tree import Node, plain, posted, shown
from instep.definitions.reading import PACK, definition
from instep.definitions.tests.folders import fresh_folder
from instep.team.place import Place
from instep.team.tests.cast import signed_in

RULES = [
    {"all": [{"is": "lead"}, {"not": {"colleague": "yes"}}]},
    {"at_least": {"count": "2", "of": [{"ordered": {"times": "2"}}, {"opportunity": {"outcome": "won"}}]}},
    {"person": {"field": "country", "one_of": ["DE", "Bolt, Inc", "NO"]}},
    {"account": {"field": "employee_count", "at_least": "50"}},
    {"person": {"field": "email", "known": "yes"}},
    {"person": {"field": "own.fleet", "at_least": "50"}},
    {"opportunity": {"outcome": "won", "field": "own.contract", "one_of": ["frame", "call-off"]}},
    {"opportunity": {"outcome": "any", "amount_at_least": "100"}},
    {
        "did": {
            "kind": ["form"],
            "words": ["demo"],
            "times": "2",
            "within_days": "9",
            "after": {"reached": "created_at"},
        }
    },
    {"did": {"kind": ["form"], "not_since": {"kind": ["call"]}}},
    {"lately": {"kind": ["page_view"], "times": "3", "within_days": "14"}},
    {"in_order": {"within_days": "30", "steps": [{"kind": ["page_view"], "words": ["price"]}, {"kind": ["form"]}]}},
    {
        "score": {
            "at_least": "50",
            "half_life_days": "30",
            "points": [{"did": {"kind": ["form"]}, "points": "10"}, {"is": "lead", "points": "20"}],
        }
    },
    {"opportunity": {"outcome": "won", "field": "own.fleet_size", "at_least": "20"}},
    {"answer": {"to": "budget", "holds": "no"}},
    {"any": [{"status": {"field": "lead_status", "one_of": ["open"]}}, {"recorded": {"except_by": ["service"]}}]},
]


def fields(row: Row) -> dict[str, list[str]]:
    """What a browser would send of a form that shows this."""
    found = {f"{row.place}:node": [row.kind]}
    for one in row.inputs:
        chosen = [value for value, _, is_chosen in one.options if is_chosen]
        found[one.name] = chosen if one.options else [one.value]
    for inner in row.inner:
        found |= fields(inner)
    return found


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_what_a_form_shows_is_what_it_sends(rule: object) -> None:
    again = posted(fields(laid_out(shown(rule), ())))
    assert again is not None
    assert plain(again) == rule


@pytest.mark.parametrize("file", sorted(PACK.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_definition_of_the_pack_can_be_edited(file: Path) -> None:
    text = file.read_text("utf-8")
    entries = Place.top(file.name, text).mapping()
    node = posted(fields(laid_out(shown(entries["rule"].value), ())))
    assert node is not None
    assert definition(file.name, text).rule == rule_of(node, text)


def rule_of(node: Node, text: str) -> object:
    head = text[: text.index("rule:")]
    import json

    return definition("again.yaml", f"{head}rule: {json.dumps(plain(node))}\n").rule


def test_steps_add_group_turn_and_remove() -> None:
    tree = shown({"all": [{"is": "lead"}]})
    tree = stepped(tree, "add r", "ordered")
    tree = stepped(tree, "group r.1")
    tree = stepped(tree, "negate r.1")
    assert plain(tree) == {"all": [{"is": "lead"}, {"not": {"any": [{"ordered": {}}]}}]}
    tree = stepped(stepped(tree, "up r.1"), "remove r.1")
    assert plain(tree) == {"all": [{"not": {"any": [{"ordered": {}}]}}]}


@pytest.mark.parametrize("order", ["", "add", "remove r", "remove r.9", "up r.x.y", "add r.0.0.0", "negate q"])
def test_orders_that_fit_nothing_change_nothing(order: str) -> None:
    tree = shown({"all": [{"is": "lead"}]})
    assert plain(stepped(tree, order)) == {"all": [{"is": "lead"}]}


@pytest.fixture
def folder() -> Iterator[Path]:
    with fresh_folder() as found:
        yield found


@pytest.mark.django_db
def test_the_sentence_follows_while_one_edits(folder: Path) -> None:
    sent = {"r:node": "ordered", "r:times": "3", "title": "Regular", "meaning": "Comes often.", "owner_marketing": "a",
            "owner_sales": "b", "do": "look"}  # fmt: skip
    mark = signed_in("mark")
    part = mark.post("/definitions/customer/draft/", sent, headers={"HX-Request": "true"}).text
    assert "counts as “Regular” when the person has ordered at least 3 times" in part
    assert "<html" not in part
    wrong = mark.post("/definitions/customer/draft/", sent | {"r:times": "often"}).text
    assert "“often” is not a number" in wrong
    assert not (folder / "drafts").exists()


@pytest.mark.django_db
def test_a_draft_is_a_file_like_those_that_count(folder: Path) -> None:
    mark = signed_in("mark")
    mark.post("/definitions/new/", {"title": "Test drive"})
    page = mark.get("/definitions/test_drive/draft/").text
    assert "Change “Test drive”" in page
    file = folder / "drafts" / "test_drive.yaml"
    text = file.read_text("utf-8").replace("meaning:", "meaning: Drove one of our cars.")
    text = text.replace("owners: {}", "owners: {marketing: a, sales: b}").replace("did: {}", "did: {kind: [event]}")
    answer = mark.post("/definitions/test_drive/draft/file/", {"text": text})
    assert answer.status_code == 302
    assert definition(file.name, file.read_text("utf-8")).meaning == "Drove one of our cars."
    assert mark.post("/definitions/test_drive/draft/file/", {"text": "name: other"}).status_code == 422


@pytest.mark.django_db
def test_whatever_is_typed_stays_a_word(folder: Path) -> None:
    sent = {"r:node": "person", "r:field": "country", "r:test": "equals", "r:value": "x' or 1=1 {{ 7*7 }}"}
    sent |= {"title": "<b>T</b>", "meaning": "m: [", "owner_marketing": "a", "owner_sales": "b", "do": "save"}
    mark = signed_in("mark")
    mark.post("/definitions/customer/draft/", sent)
    page = mark.get("/definitions/customer/draft/").text
    assert "&lt;b&gt;T&lt;/b&gt;" in page
    assert "x&#x27; or 1=1 {{ 7*7 }}" in page
