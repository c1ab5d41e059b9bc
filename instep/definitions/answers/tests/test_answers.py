"""What a conversation found out is noted with its evidence, reaches the tables, and the newest answer counts."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from instep.definitions.given import given
from instep.definitions.models import Answer
from instep.definitions.tests.publishing import published
from instep.team.tests.cast import signed_in
from instep.warehouse.decisions import Rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def company() -> Iterator[None]:
    with published({"identity.person": "person_id | full_name\nana | Ana Pérez"}):
        yield


def note(holds: str, evidence: str) -> int:
    sent = {"topic": "budget", "holds": holds, "evidence": evidence}
    return signed_in("sofia").post("/definitions/answers/ana/", sent).status_code


def test_the_newest_answer_is_shown_and_the_one_before_is_kept() -> None:
    assert [note("no", "nothing planned"), note("yes", "20,000 in the plan")] == [302, 302]
    page = signed_in("mark").get("/definitions/answers/ana/").text
    assert "<b>yes</b>: 20,000 in the plan" in page
    assert Answer.objects.count() == 2


def test_an_answer_needs_evidence() -> None:
    assert note("yes", "  ") == 422
    assert not Answer.objects.exists()


def test_what_was_typed_is_not_lost_and_the_next_open_question_is_offered() -> None:
    note("yes", "20,000 in the plan")
    sofia = signed_in("sofia")
    assert '<option value="authority" selected>' in sofia.get("/definitions/answers/ana/").text
    wrong = sofia.post("/definitions/answers/ana/", {"topic": "need", "holds": "no", "evidence": " "}).text
    assert '<option value="need" selected>' in wrong
    assert '<option value="no" selected>' in wrong


def test_answers_reach_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    note("yes", "20,000 in the plan")
    kept: Rows = list(Answer.objects.values_list("id", "person_id", "topic", "holds", "said_at"))
    monkeypatch.setattr("instep.definitions.given.decided", lambda home, query: kept)
    rows = given(settings.HOME)["decided.answer"].rows
    assert rows is not None
    assert [(row["person_id"], row["topic"], row["holds"]) for row in rows.to_pylist()] == [("ana", "budget", True)]


def test_nobody_answers_for_strangers() -> None:
    assert signed_in("sofia").get("/definitions/answers/nobody/").status_code == 404
    assert signed_in("charlie").get("/definitions/answers/ana/").status_code == 403
