"""How long may somebody wait, and why does something come back? Said in files that people can read."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from instep.handoffs.given import given
from instep.handoffs.promise import Promise, UnclearPromise, promises
from instep.handoffs.reasons import TooManyReasons, status_words, titles
from instep.warehouse import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "handoffs").mkdir()
    return Home(tmp_path)


def write(home: Home, name: str, text: str) -> None:
    (home.path / "handoffs" / name).write_text(text)


def test_a_day_is_promised_unless_the_organisation_says_otherwise(home: Home) -> None:
    assert promises(home) == [Promise("every", "", 24.0)]


def test_the_organisation_promises_more_to_some(home: Home) -> None:
    write(home, "promise.yaml", "first_answer_hours: 8\nexcept:\n  - {segment: Enterprise, first_answer_hours: 0.5}")
    assert promises(home) == [Promise("every", "", 8.0), Promise("segment", "Enterprise", 0.5)]


@pytest.mark.parametrize(
    "text",
    [
        "first_answer_hours: 0",
        "first_answer_hours: soon",
        "except: []",
        "first_answer_hours: 8\nexcept: [{colour: red, first_answer_hours: 1}]",
        "first_answer_hours: 8\nexcept: [{segment: SMB}]",
    ],
)
def test_a_promise_that_cannot_be_kept_is_refused(home: Home, text: str) -> None:
    write(home, "promise.yaml", text)
    with pytest.raises(UnclearPromise):
        promises(home)


def test_a_rep_chooses_among_at_most_six_reasons(home: Home) -> None:
    assert len(titles(home)) == 6
    write(home, "reasons.yaml", "reasons:\n" + "".join(f"  r{number}: {{title: R}}\n" for number in range(7)))
    with pytest.raises(TooManyReasons):
        titles(home)


def test_no_word_means_two_reasons(home: Home) -> None:
    words = [each["word"] for each in status_words(home)]
    assert len(words) == len(set(words))


def test_before_the_application_has_a_database_there_are_no_verdicts(home: Home) -> None:
    assert {name: table.rows.num_rows for name, table in given(home).items() if table.rows is not None} == {
        "decided.promise": 1,
        "decided.sent_back_word": len(status_words(home)),
        "decided.verdict": 0,
    }


def test_verdicts_reach_the_next_build(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as database:
        database.execute(
            "create table handoffs_verdict (id, handoff_id, person_id, received_at, decision, reason, given_at)"
        )
        whose = ("ana", "2026-03-02 09:00:00")
        rows = [
            (1, "h1", *whose, "accepted", "", "2026-03-02 11:00:00"),
            (2, "h1", *whose, "sent back", "budget", "2026-03-02 11:05:00.250000"),
        ]
        database.executemany("insert into handoffs_verdict values (?, ?, ?, ?, ?, ?, ?)", rows)
        database.commit()
    verdicts = given(home)["decided.verdict"].rows
    assert verdicts is not None
    assert verdicts.to_pylist()[1] == {
        "verdict_id": 2,
        "handoff_id": "h1",
        "person_id": "ana",
        "received_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "decision": "sent back",
        "reason": "budget",
        "given_at": datetime(2026, 3, 2, 11, 5, 0, 250000, UTC),
    }
