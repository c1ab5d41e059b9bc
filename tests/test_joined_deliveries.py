"""Joining live deliveries changes nothing that is calculated, and nobody has to build because of it."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from instep.sources.events.draining import drain
from instep.sources.events.tests.joining import joined, left_over, piled
from instep.sources.events.tests.sending import Sender, track
from instep.warehouse import Home, Warehouse, build
from instep.warehouse.live import lay
from instep.warehouse.live.due import why_due

NOW = datetime(2026, 3, 3, tzinfo=UTC)


def dump(home: Home) -> str:
    """Every table as readers see it, row by row in order."""
    warehouse = Warehouse.open(home)
    assert warehouse.manifest
    return "\n".join(
        f"{name} {row}"
        for name in sorted(warehouse.manifest.row_counts)
        for row in sorted(map(repr, warehouse.select(f"select * from {name}")))
    )


def test_tables_are_the_same_before_and_after_joining(tmp_path: Path) -> None:
    home = piled(tmp_path / "home", 5)
    build(home, NOW)
    Sender(home).batch(track(700, userId="u1"))
    drain(home, NOW)
    assert lay(home, NOW)
    before = dump(home)
    assert joined(home)
    assert joined(home) == []
    assert left_over(home) == []
    assert (dump(home), why_due(home, NOW)) == (before, "")
    Sender(home).batch(track(800, userId="u2"))
    drain(home, NOW + timedelta(minutes=1))
    assert lay(home, NOW)
    assert "website/activity/m800" in dump(home)


def test_a_build_from_nothing_is_the_same_before_and_after_joining(tmp_path: Path) -> None:
    home = piled(tmp_path / "home", 5)
    build(home, NOW)
    before = dump(home)
    assert joined(home)
    shutil.rmtree(home.versions)
    build(home, NOW)
    assert dump(home) == before
