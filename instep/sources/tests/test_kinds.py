"""Each kind of record is one file, and gives one table of the warehouse."""

import pytest

from instep.sources.given import given
from instep.sources.kind import ARROW, FIRST_COLUMNS, Kind, kinds
from instep.sources.recognition.presets import presets
from instep.sources.values.vocabulary import OF_FIELD, words
from instep.warehouse import Home
from instep.warehouse.tables import table_files

KINDS = list(kinds().values())


def name(kind: Kind) -> str:
    return kind.name


@pytest.mark.parametrize("kind", KINDS, ids=name)
def test_a_kind_is_told_by_fields_that_it_has(kind: Kind) -> None:
    assert {field for group in kind.needs for field in group} <= set(kind.fields)
    assert {field.type for field in kind.fields.values()} <= set(ARROW)
    assert {field.refers_to for field in kind.fields.values()} - {None} <= set(kinds())


@pytest.mark.parametrize("kind", KINDS, ids=name)
def test_a_kind_has_a_table_with_all_its_fields(kind: Kind) -> None:
    select = next(file.text for file in table_files() if file.name == f"sources.{kind.name}")
    assert all(field in select for field in kind.fields)


def test_every_kind_is_handed_over_even_when_nothing_was_taken_in(tmp_path_factory: pytest.TempPathFactory) -> None:
    handed = given(Home(tmp_path_factory.mktemp("home")).create())
    assert set(handed) == {f"taken.{kind}" for kind in kinds()} | {"decided.history"}
    assert handed["taken.person"].schema.names[: len(FIRST_COLUMNS)] == FIRST_COLUMNS.names


def test_presets_speak_of_kinds_and_fields_that_exist() -> None:
    for preset in presets():
        for records in preset.records:
            assert set(records.get("fields") or {}) <= set(kinds()[records["kind"]].fields), preset


def test_fields_that_speak_our_words_have_a_vocabulary() -> None:
    assert all(words(vocabulary) for vocabulary in OF_FIELD.values())
