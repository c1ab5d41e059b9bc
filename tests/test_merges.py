"""A merge is on every page at once, survives a build, and is undone to the exact former state."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from instep.identity import given as handed
from instep.warehouse import Home, Warehouse, build
from instep.warehouse.live import lay
from tests.histories import START, beginning, deliver

NOW = START + timedelta(days=300)


class Desk:
    """A home, and what people have said there so far."""

    def __init__(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.said: list[tuple[Any, ...]] = []
        monkeypatch.setattr(handed, "decided", lambda home, query: list(self.said))

    def says(self, kind: str, left: list[str], right: list[str]) -> None:
        number, sides = len(self.said) + 1, (json.dumps(left), json.dumps(right))
        self.said.append((number, "person", kind, *sides, START, "Sofia Keller"))

    def links(self) -> set[str]:
        warehouse = Warehouse.open(self.home)
        return {str(row) for row in warehouse.select("select record_key, entity_id, rule, evidence from identity.link")}

    def persons(self, *records: str) -> list[str]:
        asked = "select record_key, entity_id from identity.link where entity_kind = 'person'"
        found = {row["record_key"]: row["entity_id"] for row in Warehouse.open(self.home).select(asked)}
        return [found[record] for record in records]


def test_a_merge_is_laid_over_survives_a_build_and_is_undone_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(Home(tmp_path / "home").create(), monkeypatch)
    deliver(desk.home, 0, beginning())
    build(desk.home, NOW)
    before = desk.links()
    one, other = "crm/person/old-0", "shop/person/old-3"
    desk.says("merged", [one], [other])
    assert lay(desk.home, NOW)
    assert len(set(desk.persons(one, other))) == 1
    assert lay(desk.home, NOW) is None
    merged = desk.links()
    build(desk.home, NOW)
    assert desk.links() == merged
    desk.said.clear()
    assert lay(desk.home, NOW)
    assert desk.links() == before
