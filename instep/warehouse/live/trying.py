"""What would readers see if somebody said this about records, or took it back?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from instep.warehouse.given import Given
from instep.warehouse.home import Home
from instep.warehouse.live.kept import alone
from instep.warehouse.live.laying import drafted
from instep.warehouse.making import all_given
from instep.warehouse.opening import Opened
from instep.warehouse.reading import Warehouse
from instep.warehouse.versions import Manifest, Versions


@contextmanager
def tried(home: Home, as_of: datetime, said: Mapping[str, Given]) -> Iterator[tuple[Warehouse, Warehouse] | None]:
    """The tables before and after, with nothing between them but what is said; nobody else sees any of it.

    None where so many records hang together that only a build can tell.
    """
    versions = Versions(home.versions)
    published = versions.published()
    if published is None:
        yield None
        return
    given = _as_published(all_given(home, as_of, said), published)
    with TemporaryDirectory(prefix="instep-") as folder:
        draft = Path(folder) / "layer"
        manifest = drafted(versions, published, home, given, draft, alone)
        file, layer = versions.file(published.number), versions.layer(published)
        before = Warehouse.of(Opened(file), published, layer)
        is_shown = manifest.layer != published.layer and manifest.aside_count == published.aside_count
        yield (before, Warehouse.of(Opened(file), manifest, draft)) if is_shown else None


def _as_published(given: Mapping[str, Given], published: Manifest) -> dict[str, Given]:
    """Without what came in since."""
    known = set(published.files)
    return {
        name: replace(table, files=tuple(file for file in table.files if f"{name}/{file.name}" in known))
        for name, table in given.items()
    }
