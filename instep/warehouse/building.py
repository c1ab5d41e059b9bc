"""How do the rooms' SELECTs become a new version of all tables?"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from instep.warehouse.duckdb_engine import DuckDB
from instep.warehouse.engine import Engine
from instep.warehouse.given import Given, file_names, keep_by_rooms, said_of_records
from instep.warehouse.home import Home
from instep.warehouse.live.laying import laid_over
from instep.warehouse.live.placing import ensure_placed
from instep.warehouse.making import all_given, made_by_all, make, recipes
from instep.warehouse.tables import Recipe
from instep.warehouse.versions import Manifest, Versions


@dataclass(frozen=True)
class Step:
    """One table of a build, told to whoever watches."""

    table: str
    index: int
    total: int
    row_count: int
    seconds: float
    is_reused: bool


@dataclass(frozen=True)
class Build:
    manifest: Manifest
    steps: tuple[Step, ...]

    @property
    def rebuilt(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.is_reused)


Watch = Callable[[Step], None]


def build(
    home: Home, as_of: datetime, decided: Mapping[str, Given] | None = None, watch: Watch = lambda _: None
) -> Build:
    """Build every table as things stood at `as_of` and publish them as one new version.

    A table whose text and inputs have not changed is taken over from the version before.
    """
    versions = Versions(home.versions)
    with versions.alone():
        versions.sweep()
        before = versions.published()
        number = before.number + 1 if before else 1
        given = all_given(home, as_of, decided or {})
        order = recipes(home, given)
        file, layer = (versions.file(before.number), versions.layer(before)) if before else (None, None)
        engine = DuckDB(versions.draft(number), file, layer)
        try:
            steps, prints = _made(engine, order, given, before.fingerprints if before else {}, watch)
            keep_by_rooms(home, prints, engine.read)
        except BaseException:
            engine.close()
            versions.sweep()  # an unfinished version would keep a full disk full
            raise
        engine.close()
        counts = {step.table: step.row_count for step in steps}
        built_at = datetime.now(UTC).isoformat()
        files, said = file_names(given), said_of_records(given)
        made_by = made_by_all(order)
        manifest = Manifest(number, as_of.isoformat(), built_at, prints, counts, files, made_by, said=said)
        if before and before.layer:  # so the next one will not wait for it
            ensure_placed(versions, manifest, order, given, versions.draft(number))
        manifest = _published(versions, manifest, home, as_of, decided)
    return Build(manifest, tuple(steps))


def _published(
    versions: Versions, manifest: Manifest, home: Home, as_of: datetime, decided: Mapping[str, Given] | None
) -> Manifest:
    """What came in during the build is laid over it first: whoever saw a new event never sees it go."""
    with versions.announcing():
        versions.put_in_place(versions.draft(manifest.number), versions.file(manifest.number))
        manifest = laid_over(versions, manifest, home, as_of, decided or {})
        versions.announce(manifest)
    return manifest


def build_on(engine: Engine, home: Home, given: Mapping[str, Given]) -> dict[str, int]:
    """Build every table on any engine, from the start; says how many rows each has."""
    for name, table in given.items():
        engine.give(name, table)
    return {recipe.name: make(engine, recipe) for recipe in recipes(home, given)}


def _made(
    engine: DuckDB, order: Sequence[Recipe], given: Mapping[str, Given], before: Mapping[str, str], watch: Watch
) -> tuple[list[Step], dict[str, str]]:
    prints = {name: table.fingerprint for name, table in given.items()}
    for name, table in given.items():
        engine.give(name, table)
    steps: list[Step] = []
    for index, each in enumerate(order, 1):
        prints[each.name] = _fingerprint(each, prints)
        started = time.monotonic()
        is_reused = before.get(each.name) == prints[each.name]
        count = engine.copy_previous(each.name, each.file.stored.is_plain) if is_reused else make(engine, each)
        steps.append(Step(each.name, index, len(order), count, time.monotonic() - started, is_reused))
        watch(steps[-1])
    return steps, prints


def _fingerprint(each: Recipe, prints: Mapping[str, str]) -> str:
    inputs = (prints[name] for name in sorted(each.reads))
    text = "\n".join([each.file.made_by, each.select or "", *inputs])
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
