"""How do new records get into what readers see, without a build?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from instep.warehouse.duckdb_engine import attach
from instep.warehouse.given import Given, file_names, said_of_records
from instep.warehouse.home import Home
from instep.warehouse.live.arrivals import arrivals
from instep.warehouse.live.asked import asked
from instep.warehouse.live.circle import near, records
from instep.warehouse.live.concerned import Concerned
from instep.warehouse.live.difference import NEXT, lay_added, lay_local
from instep.warehouse.live.kept import Open, opened
from instep.warehouse.live.placing import ensure_placed
from instep.warehouse.live.small import Small, make_small, needed
from instep.warehouse.making import all_given, made_by_all, recipes
from instep.warehouse.tables import Recipe
from instep.warehouse.versions import Manifest, Versions

SHOWN_ASIDE = 20


def lay(home: Home, as_of: datetime, decided: Mapping[str, Given] | None = None) -> Manifest | None:
    """Lay whatever came in since over the published version; None when there is nothing, or a build is needed first.

    A build may be under way meanwhile.
    """
    versions = Versions(home.versions)
    with versions.announcing():
        versions.sweep_layers()
        published = versions.published()
        manifest = laid_over(versions, published, home, as_of, decided or {}) if published else None
        if manifest is None or manifest == published:
            return None
        versions.announce(manifest)
        return manifest


def prepare(home: Home, as_of: datetime) -> bool:
    """Write down where everything lies in the published version, unless that is done: the first layer goes quicker."""
    versions = Versions(home.versions)
    version = versions.published()
    if version is None or versions.places(version).exists():
        return False
    given = all_given(home, as_of, {})
    order = recipes(home, given)
    if version.made_by != made_by_all(order):  # no layer fits over it before the next build
        return False
    return ensure_placed(versions, version, order, given, versions.file(version.number))


def laid_over(
    versions: Versions, version: Manifest, home: Home, as_of: datetime, decided: Mapping[str, Given]
) -> Manifest:
    """The version with one layer more, in place but not announced; as it is when nothing can be laid over it."""
    draft = versions.layer_draft(version.number, version.layer + 1)
    manifest = drafted(versions, version, home, all_given(home, as_of, decided), draft)
    place = versions.layer(manifest)
    if manifest.layer == version.layer or place is None:
        return manifest
    versions.put_in_place(draft, place)
    return replace(manifest, as_of_at=max(version.as_of_at, as_of.isoformat()))


def drafted(
    versions: Versions, version: Manifest, home: Home, given: Mapping[str, Given], draft: Path, open_: Open = opened
) -> Manifest:
    """Write the next layer into the draft, and say what the version is with it; as it is when there is none."""
    came = arrivals(given, version)
    order = recipes(home, given) if came else []
    if came is None or version.made_by != made_by_all(order):
        return version
    ensure_placed(versions, version, order, given, versions.file(version.number))
    with open_(versions, version) as engine:
        found = near(engine, order, came.new)
        aside = _with_aside(replace(version, files=file_names(came.all), said=said_of_records(given)), found.aside)
        if not len(found.keys):
            return aside
        few = records(engine, came.all, found.keys)
        moved = _written(engine, order, few, found.keys, draft)
    number = version.layer + 1
    return replace(aside, layer=number, moved=version.moved | dict.fromkeys(moved, number))


def _with_aside(version: Manifest, aside: Sequence[str]) -> Manifest:
    shown = [*version.aside, *sorted(aside)][:SHOWN_ASIDE]
    return replace(version, aside_count=version.aside_count + len(aside), aside=shown)


def _written(
    engine: Small, order: Sequence[Recipe], given: Mapping[str, Given], keys: pa.Table, draft: Path
) -> frozenset[str]:
    """Run the SELECTs over these records and write what differs into the draft."""
    wanted = needed(order, asked())
    engine.connection.register("near", keys)
    make_small(engine, "concerned_ones", wanted, given)
    concerned = Concerned(engine, keys)
    attach(engine.connection, draft, NEXT.catalog, for_writing=True)
    laid = [each for each in wanted if each.name in asked()]
    moved = lay_local(engine, [each for each in laid if each.file.locality.is_local], concerned)
    moved |= lay_added(engine, [each for each in laid if each.file.locality.is_added_to])
    engine.run(f"detach {NEXT.catalog}")
    return moved
