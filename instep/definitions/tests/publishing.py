"""A small warehouse, published in the home that the pages look at."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count

from instep.warehouse.home import Home
from instep.warehouse.testing import Bench, built, given
from instep.warehouse.versions import Manifest, Versions

NUMBERS = count(1)
AS_OF = "2026-07-01T00:00:00+00:00"


@contextmanager
def published(tables: Mapping[str, str], build: Sequence[str] = ()) -> Iterator[None]:
    """These tables, and those that are built from them; nothing is published any more afterwards."""
    versions, number = Versions(Home.from_environment().versions), next(NUMBERS)
    versions.folder.mkdir(parents=True, exist_ok=True)
    laid = Bench(versions.draft(number))
    for name, text in tables.items():
        given(laid, name, text)
    if build:
        built(laid, *build)
    laid.close()
    versions.publish(Manifest(number, AS_OF, AS_OF))
    yield
    shutil.rmtree(versions.folder)
