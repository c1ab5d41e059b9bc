"""A build sees every verdict, wherever the app keeps its database."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from instep.handoffs.given import given
from instep.handoffs.models import Verdict
from instep.warehouse import Home

NOON = datetime(2026, 5, 1, 12, 0, 0, 250_000, tzinfo=UTC)


def reachable(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database, where a build would look for it."""
    told = connection.settings_dict
    if connection.vendor == "postgresql":
        place = f"{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}"
        monkeypatch.setenv("INSTEP_DATABASE_URL", f"postgresql://{place}/{told['NAME']}")
    else:
        with closing(sqlite3.connect(home.database)) as file:
            connection.connection.backup(file)


@pytest.mark.django_db(transaction=True)
def test_a_build_sees_the_verdicts_that_people_gave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path).create()
    facts = {"person_id": "p1", "received_at": NOON, "given_at": NOON}
    Verdict.objects.create(handoff_id="h1", decision=Verdict.ACCEPTED, **facts)
    Verdict.objects.create(handoff_id="h2", decision=Verdict.SENT_BACK, reason="no_need", **facts)
    reachable(home, monkeypatch)
    rows = given(home)["decided.verdict"].rows
    assert rows is not None
    assert [(row["handoff_id"], row["decision"], row["reason"], row["given_at"]) for row in rows.to_pylist()] == [
        ("h1", "accepted", "", NOON),
        ("h2", "sent back", "no_need", NOON),
    ]


def test_before_anybody_decided_there_are_none(tmp_path: Path) -> None:
    rows = given(Home(tmp_path).create())["decided.verdict"].rows
    assert rows is not None
    assert rows.num_rows == 0


def test_a_database_that_does_not_answer_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTEP_DATABASE_URL", "postgresql://instep:x@127.0.0.1:1/nowhere?connect_timeout=1")
    with pytest.raises(Exception, match="connection failed"):
        given(Home(tmp_path).create())
