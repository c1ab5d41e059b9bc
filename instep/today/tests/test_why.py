"""Today's sentence of why never says that nothing was found where nothing was searched."""

from datetime import UTC, datetime

import pytest

from instep.team.tests.cast import signed_in
from instep.today import views

NOW = datetime(2026, 3, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("is_searched", "said", "unsaid"),
    [(True, "Why: nothing found", "not searched yet"), (False, "Why: not searched yet", "nothing found")],
)
def test_what_was_not_searched_is_not_said_to_be_calm(
    monkeypatch: pytest.MonkeyPatch, is_searched: bool, said: str, unsaid: str
) -> None:
    shown = {"now": NOW, "at": NOW, "needs": [], "joint": [], "headline": None, "is_searched": is_searched}
    monkeypatch.setattr(views, "current", lambda home: None)
    monkeypatch.setattr(views, "today", lambda request, tables: shown)
    page = signed_in("lena").get("/today/").text
    assert said in page
    assert unsaid not in page
