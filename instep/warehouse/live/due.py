"""When does a full build have to take over from the layers?"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from instep.warehouse.given import Given
from instep.warehouse.home import Home
from instep.warehouse.making import all_given, made_by_all, recipes
from instep.warehouse.versions import Manifest, Versions

PATIENCE = timedelta(minutes=1)
"""What came in is laid over within seconds; what still waits then can't be."""
LAID_FOR = timedelta(minutes=15)
"""Counts over everybody stand still under a layer; so long they may."""


def why_due(home: Home, now: datetime) -> str:
    """In words; empty when no build is due. Before the first build, whoever brings data in builds."""
    published = Versions(home.versions).published()
    if published is None:
        return ""
    given = all_given(home, now, {})
    if _waiting(given, published, now):
        return "deliveries that concern everybody, or were undone"
    if _is_otherwise(home, published, given):
        return "definitions or rules that changed"
    is_old = now - datetime.fromisoformat(published.built_at) > LAID_FOR
    return "what was laid over the last version" if (published.layer or published.aside_count) and is_old else ""


def is_made_otherwise(home: Home) -> bool:
    """The published tables were made by other definitions, rules or SELECTs than those of today."""
    published = Versions(home.versions).published()
    if published is None or not published.made_by:
        return published is not None
    return _is_otherwise(home, published, all_given(home, datetime.now(UTC), {}))


def _is_otherwise(home: Home, published: Manifest, given: Mapping[str, Given]) -> bool:
    return bool(published.made_by) and published.made_by != made_by_all(recipes(home, given))


def _waiting(given: Mapping[str, Given], published: Manifest, now: datetime) -> bool:
    known, here = set(published.files), dict(_files(given))
    late = [name for name, file in here.items() if name not in known and _came_at(file) < now - PATIENCE]
    return bool(known) and bool(late or known - set(here))


def _files(given: Mapping[str, Given]) -> Iterator[tuple[str, Path]]:
    return ((f"{name}/{file.name}", file) for name, table in given.items() for file in table.files)


def _came_at(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
