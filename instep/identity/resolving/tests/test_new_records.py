"""New records join those who are there; two who were told apart are never joined by a newcomer."""

from pathlib import Path

import pytest

from instep.identity.resolving.reception.at_once import Reception, Repeated
from instep.identity.resolving.state import REVIEW, NoState, State
from instep.identity.resolving.subjects import SUBJECTS
from instep.identity.resolving.tests.crowd import crowd, told
from instep.identity.resolving.tests.kept import added, entities, kept, record, rows

ANA = "ana-1 | Anahita | Kelomira | anahita.kelomira@lumen.com | +49 170 9988776 | Lumen"
OTHER = "bea-1 | Beatrix | Sentivo | beatrix.sentivo@nordix.com | +49 170 1122334 | Nordix"
HALVES = ("half-1 | Zenobia | Tiwamon | zenobia.t@gmx.de", "half-2 | Zenobia | | | +49 170 5556677")
BRIDGE = "new | Zenobia | Tiwamon | zenobia.t@gmx.de | +49 170 5556677"
APART = "would join two that were told apart"


@pytest.fixture
def state(tmp_path: Path) -> State:
    return kept(tmp_path, told([*map(record, (ANA, OTHER)), *crowd(150)]))


def test_a_new_record_joins_the_one_it_fits_and_the_rest_stay_who_they_were(state: State) -> None:
    before = entities(state)
    found = added(state, "a-new | Anahita | Kelomira | | 0170 9988776 | Lumen", "z-new | Zora | Tiwamon | | |")
    fits, fresh = found.places
    assert (fits.entity_id, fits.is_known, fits.like) == (before["ana-1"], True, "ana-1")
    assert fresh.entity_id not in before.values()
    assert not fresh.is_known
    assert entities(state) == before | {"a-new": fits.entity_id, "z-new": fresh.entity_id}


def test_new_records_know_those_who_came_in_before_them(state: State) -> None:
    came = [added(state, f"z-{number} | Zora | Tiwamon | zora@tiwamon.org").places[0] for number in range(3)]
    assert len({place.entity_id for place in came}) == 1
    assert [place.is_known for place in came] == [False, True, True]


def test_a_record_between_two_joins_one_and_goes_to_review(state: State) -> None:
    added(state, *HALVES)
    assert entities(state)["half-1"] != entities(state)["half-2"]
    bridge = added(state, BRIDGE)
    found = entities(state)
    assert found["half-1"] != found["half-2"]
    assert found["new"] in (found["half-1"], found["half-2"])
    assert APART in [refused.reason for refused in bridge.refused]


def test_review_keeps_what_was_to_be_looked_through_before(state: State) -> None:
    before = (state.folder / REVIEW).read_text()
    added(state, *HALVES)
    added(state, BRIDGE)
    after = (state.folder / REVIEW).read_text()
    assert after.startswith(before)
    assert APART in after.removeprefix(before)


def test_a_changed_record_finds_its_entity_anew_and_leaves_nothing_behind(state: State) -> None:
    added(state, ANA.replace("ana-1", "copy"))
    added(state, OTHER.replace("bea-1", "copy"))
    found = entities(state)
    assert found["copy"] == found["bea-1"] != found["ana-1"]
    assert added(state, ANA.replace("ana-1", "again")).places[0].like == "ana-1"


def test_who_leaves_an_entity_that_is_called_after_them_leaves_it_its_id(state: State) -> None:
    added(state, "a-first | Zora | Tiwamon | zora@tiwamon.org", "b-second | Zora | Tiwamon | zora@tiwamon.org")
    stays = entities(state)["b-second"]
    added(state, "a-first | Kaspar | Veldhuis | kaspar@veldhuis.org")
    found = entities(state)
    assert found["b-second"] == stays != found["a-first"]


def test_to_ask_who_somebody_is_changes_nothing(state: State) -> None:
    before = entities(state)
    with Reception(state, state.model(SUBJECTS)) as reception:
        (place,) = reception.find(rows(ANA.replace("ana-1", "visitor"))).places
    assert (place.entity_id, place.is_known) == (before["ana-1"], True)
    assert entities(state) == before


def test_one_id_twice_is_refused_and_nothing_is_kept(state: State) -> None:
    before = entities(state)
    with pytest.raises(Repeated, match="twin comes more than once"):
        added(state, "twin | Zora | Tiwamon", "twin | Zora | Tiwamon")
    assert entities(state) == before


def test_two_receptions_know_what_the_other_took_in(state: State) -> None:
    model = state.model(SUBJECTS)
    with Reception(state, model) as one, Reception(state, model) as other:
        (first,) = one.add(rows("z-1 | Zora | Tiwamon | zora@tiwamon.org")).places
        (second,) = other.add(rows("z-2 | Zora | Tiwamon | zora@tiwamon.org")).places
    assert first.entity_id == second.entity_id


def test_a_folder_without_a_resolution_says_what_comes_first(tmp_path: Path) -> None:
    with pytest.raises(NoState, match="resolve"):
        State(tmp_path).model(SUBJECTS)


def test_a_hundred_lines_of_one_customer_make_nobody_a_stranger(tmp_path: Path) -> None:
    zora = "Zora | Tiwamon | zora@tiwamon.org | +49 170 3334455"
    state = kept(tmp_path, told([*(record(f"line-{number} | {zora}") for number in range(100)), *crowd(150)]))
    found = entities(state)
    assert len({found[f"line-{number}"] for number in range(100)}) == 1
    with Reception(state, state.model(SUBJECTS)) as reception:
        came = [reception.add(rows(f"line-{number} | {zora}")).places[0] for number in range(100, 170)]
        reception.add(rows("line-0 | Kaspar | Veldhuis | kaspar@veldhuis.org"))
        came.append(reception.add(rows(f"last | {zora}")).places[0])
    assert {place.entity_id for place in came} == {found["line-1"]}
