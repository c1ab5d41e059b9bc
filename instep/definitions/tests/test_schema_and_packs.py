"""Every file that comes with Instep fits the schema, reads aloud, can be edited and runs on any engine."""

from pathlib import Path

import pytest
import yaml

from instep.definitions.compiling import membership
from instep.definitions.definition import in_force
from instep.definitions.editing.tree import plain, shown
from instep.definitions.packs import FOLDER, Pack, packs
from instep.definitions.parsing import JOINS, LEAVES
from instep.definitions.reading import PACK, definition, definitions, in_order
from instep.definitions.schema import kinds, schema
from instep.definitions.tests.fitting import mistakes
from instep.definitions.tests.folders import fresh_folder
from instep.definitions.wording import sentence
from instep.team.place import Place
from instep.team.tests.cast import signed_in
from instep.warehouse.lint import complaints

FILES = sorted([*PACK.glob("*.yaml"), *FOLDER.glob("*/*.yaml")])


def called(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def test_the_schema_knows_every_kind_of_rule() -> None:
    assert set(kinds()) == {*JOINS, *LEAVES}


@pytest.mark.parametrize("file", FILES, ids=called)
def test_a_file_that_comes_with_instep_fits_and_reads_aloud(file: Path) -> None:
    text = file.read_text("utf-8")
    value = yaml.safe_load(text)
    value["effective_from"] = str(value["effective_from"])
    assert mistakes(schema(), value) == []
    assert len(sentence(definition(file.name, text).rule)) > 10
    rule = Place.top(file.name, text).mapping()["rule"].value
    assert (
        definition(file.name, text.split("\nrule:")[0] + f"\nrule: {plain(shown(rule))!r}").rule
        == definition(file.name, text).rule
    )


@pytest.mark.parametrize("wrong", [{"did": {"kind": "dance"}}, {"all": []}, {"is": "a", "not": {}}, {"answer": {}}])
def test_a_mistake_is_seen_while_typing(wrong: object) -> None:
    value = yaml.safe_load((PACK / "lead.yaml").read_text("utf-8"))
    value["effective_from"] = str(value["effective_from"])
    assert mistakes(schema(), value | {"rule": wrong})


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_a_pack_runs_beside_what_is_there(pack: Pack) -> None:
    current = in_force(definitions(PACK)) | {one.name: one for one in pack.words}
    whole = in_order(list(current.values()), current)
    assert complaints(membership(whole).sql("duckdb")) == []


@pytest.mark.django_db
def test_a_pack_becomes_drafts_and_the_glossary_explains_words() -> None:
    with fresh_folder() as folder:
        page = signed_in("mark").post("/definitions/packs/", {"pack": "automotive"}, follow=True).text
        assert "Test drive" in page
        assert (folder / "drafts" / "test_drive.yaml").exists()
        glossary = signed_in("uma").get("/definitions/glossary/").text
        assert "Nobody has judged yet whether they want to buy" in glossary
        assert signed_in("uma").get("/definitions/schema.json").json()["title"] == "A definition that runs"
