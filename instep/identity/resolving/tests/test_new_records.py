"""New records join those who are there; two who were told apart are never joined by a newcomer."""

from pathlib import Path

import pyarrow as pa
import pytest

from instep.identity.resolving.adding import Added, add
from instep.identity.resolving.desk import Desk
from instep.identity.resolving.explaining import explained
from instep.identity.resolving.person.subject import PERSONS
from instep.identity.resolving.resolution import lay_out, resolve, scored
from instep.identity.resolving.state import NoState, State
from instep.identity.resolving.subjects import SUBJECTS
from instep.identity.resolving.tests.crowd import COLUMNS, crowd, told

ANA = "ana-1 | Anahita | Kelomira | anahita.kelomira@lumen.com | +49 170 9988776 | Lumen"
OTHER = "bea-1 | Beatrix | Sentivo | beatrix.sentivo@nordix.com | +49 170 1122334 | Nordix"


@pytest.fixture
def state(tmp_path: Path) -> State:
    kept = State(tmp_path / "state")
    records, evidence = told([*map(record, (ANA, OTHER)), *crowd(150)]), list[pa.Table]()
    found = resolve(records, PERSONS, keep=evidence.append)
    kept.keep(found.model, records, evidence[0], found.answer(), found.joined.refusals)
    return kept


def record(line: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, [cell.strip() for cell in line.split("|")], strict=False))


def added(state: State, *lines: str) -> Added:
    return add(state, state.model(SUBJECTS), told(list(map(record, lines))))


def entities(state: State) -> dict[str, str]:
    answer = state.answer()
    return dict(zip(answer["record_id"].to_pylist(), answer["entity_id"].to_pylist(), strict=True))


def test_a_new_record_joins_the_one_it_fits_and_the_rest_stay_who_they_were(state: State) -> None:
    before = entities(state)
    answer = added(state, "a-new | Anahita | Kelomira | | 0170 9988776 | Lumen", "z-new | Zora | Tiwamon | | |").answer
    found = dict(zip(answer["record_id"].to_pylist(), answer["entity_id"].to_pylist(), strict=True))
    assert found["a-new"] == before["ana-1"]
    assert found["z-new"] not in before.values()
    assert entities(state) == before | found


def test_a_record_between_two_joins_one_and_goes_to_review(state: State) -> None:
    added(state, "half-1 | Zenobia | Tiwamon | zenobia.t@gmx.de", "half-2 | Zenobia | | | +49 170 5556677")
    assert entities(state)["half-1"] != entities(state)["half-2"]
    bridge = added(state, "new | Zenobia | Tiwamon | zenobia.t@gmx.de | +49 170 5556677")
    found = entities(state)
    assert found["half-1"] != found["half-2"]
    assert found["new"] in (found["half-1"], found["half-2"])
    assert "would join two that were told apart" in [refusal.reason for refusal in bridge.joined.refusals]


def test_a_changed_record_finds_its_entity_anew(state: State) -> None:
    added(state, ANA.replace("ana-1", "copy"))
    added(state, OTHER.replace("bea-1", "copy"))
    found = entities(state)
    assert found["copy"] == found["bea-1"] != found["ana-1"]


def test_an_explanation_sums_to_the_very_score_that_decided(state: State) -> None:
    model, records = state.model(SUBJECTS), state.records()
    with Desk(len(records)) as desk:
        record_ids = lay_out(desk, records, PERSONS).to_pylist()
        compared = list(zip(*scored(desk, model), strict=True))
    for one, other, score in compared[:: len(compared) // 8]:
        waterfall = explained(model, state.evidence(record_ids[one], record_ids[other]))
        assert waterfall.start + sum(step.bits for step in waterfall.steps) == pytest.approx(score)


def test_two_who_were_never_compared_are_explained_too(state: State) -> None:
    waterfall = explained(state.model(SUBJECTS), state.evidence("ana-1", "bea-1"))
    assert waterfall.probability < 0.01
    assert "first name: different" in [f"{step.evidence}: {step.words}" for step in waterfall.steps]


def test_a_model_that_was_kept_weighs_as_before(state: State) -> None:
    model = state.model(SUBJECTS)
    again = type(model).read(model.to_json(), SUBJECTS)
    evidence = state.evidence("ana-1", "bea-1")
    assert explained(again, evidence) == explained(model, evidence)


def test_a_folder_without_a_resolution_says_what_comes_first(tmp_path: Path) -> None:
    with pytest.raises(NoState, match="resolve"):
        State(tmp_path).model(SUBJECTS)
