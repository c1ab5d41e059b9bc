"""Whatever somebody types into a rule stays a text: it finds what is spelled like it, and does nothing else."""

import json
from pathlib import Path

import pytest
import yaml

from instep.definitions.compiling import membership
from instep.definitions.definition import Definition
from instep.definitions.reading import definition
from instep.definitions.tests.test_reading import with_rule
from instep.definitions.wording import sentence
from instep.team.place import Unreadable
from instep.warehouse.lint import complaints
from instep.warehouse.testing import Bench, given

NAUGHTY = Path(__file__).parents[4] / "shared/data/files/naughty_strings/blns.json"
INJECTED = [
    "'; drop table timeline.touchpoint; --",
    "\\'; x",
    "$now",
    "{{x}}",
    "%s",
    "'' or 1=1",
    "a\\",
    "\\ *",
    "\x01",
]
PEOPLE = """
    subject_id | person_id | account_id | seen_at
    ana        | ana       |            | 2026-01-01
    ben        | ben       |            | 2026-01-01
"""


def texts() -> list[str]:
    known = json.loads(NAUGHTY.read_text("utf-8")) if NAUGHTY.exists() else []
    return [text for text in [*INJECTED, *known] if text.strip()]


def words(text: str) -> Definition:
    spelled = yaml.safe_dump({"words": text}, default_flow_style=True, width=10**6).strip()
    return definition("a.yaml", with_rule(f"did: {spelled}"))


def test_hostile_texts_find_only_themselves() -> None:
    bench = Bench()
    given(bench, "definitions.subject", PEOPLE)
    given(bench, "timeline.touchpoint", "touchpoint_id | person_id | account_id | at | kind | subject")
    add = "insert into timeline.touchpoint values (?, ?, null, '2026-02-01', 'form', ?)"
    for text in texts():
        bench.connection.execute("delete from timeline.touchpoint")
        bench.connection.executemany(add, [("1", "ana", f"{text} indeed"), ("2", "ben", "nothing of the kind")])
        sql = membership([words(text)]).sql("duckdb")
        assert complaints(sql) == []
        assert [row["person_id"] for row in bench.warehouse.select(sql)] == ["ana"], text
        assert text.strip() in sentence(words(text).rule)


def test_a_text_with_nul_is_refused() -> None:
    with pytest.raises(Unreadable):
        words("a\0b")
