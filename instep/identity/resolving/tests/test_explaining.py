"""An explanation is the very sum that decided, for any two records."""

import pytest

from instep.identity.resolving.desk import Desk
from instep.identity.resolving.explaining import Unknown, explained
from instep.identity.resolving.joining.clusters import LEAST
from instep.identity.resolving.person.subject import PERSONS
from instep.identity.resolving.resolution import lay_out, scored
from instep.identity.resolving.state import State
from instep.identity.resolving.subjects import SUBJECTS
from instep.identity.resolving.tests.crowd import crowd, told
from instep.identity.resolving.tests.kept import added, kept

RECORDS = told(crowd(150))


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    return kept(tmp_path_factory.mktemp("explained"), RECORDS)


def test_an_explanation_sums_to_the_very_score_that_decided(state: State) -> None:
    model = state.model(SUBJECTS)
    with Desk(len(RECORDS)) as desk:
        record_ids = lay_out(desk, RECORDS, PERSONS).to_pylist()
        compared = list(zip(*scored(desk, model), strict=True))
    refused = [pair for pair in compared if pair[2] < LEAST]
    accepted = [pair for pair in compared if pair[2] >= LEAST]
    assert len(refused) > 20
    assert len(accepted) > 20
    for one, other, score in refused[:6] + accepted[:6]:
        waterfall = explained(state, model, record_ids[one], record_ids[other])
        assert waterfall.start + sum(step.bits for step in waterfall.steps) == pytest.approx(score)


def test_two_who_were_never_compared_are_explained_too(state: State) -> None:
    waterfall = explained(state, state.model(SUBJECTS), "crowd-1-0", "crowd-2-0")
    assert waterfall.probability < 0.01
    assert not waterfall.are_one
    assert "last name: different" in [f"{step.evidence}: {step.words}" for step in waterfall.steps]


def test_who_came_in_later_is_explained_like_the_others(state: State) -> None:
    place = added(state, "zz-1 | Zora | Tiwamon | zora@tiwamon.org", "zz-2 | Zora | Tiwamon | zora@tiwamon.org").places[
        0
    ]
    waterfall = explained(state, state.model(SUBJECTS), "zz-1", "zz-2")
    assert waterfall.are_one
    assert waterfall.probability == pytest.approx(place.probability)


def test_a_model_that_was_kept_weighs_as_before(state: State) -> None:
    model = state.model(SUBJECTS)
    again = type(model).read(model.to_json(), SUBJECTS)
    assert explained(state, again, "crowd-1-0", "crowd-2-0") == explained(state, model, "crowd-1-0", "crowd-2-0")


def test_a_record_that_nobody_knows_is_named(state: State) -> None:
    with pytest.raises(Unknown, match="knows no record nobody"):
        explained(state, state.model(SUBJECTS), "crowd-1-0", "nobody")
