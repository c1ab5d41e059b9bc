"""How does whoever lays layer after layer over one version keep it open?"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from instep.warehouse.live.small import Small
from instep.warehouse.opening import identity
from instep.warehouse.versions import Manifest, Versions

type Open = Callable[[Versions, Manifest], AbstractContextManager[Small]]
type Mark = tuple[Path, tuple[int, int], tuple[int, int]]

_kept: dict[Mark, Small] = {}


@contextmanager
def opened(versions: Versions, version: Manifest) -> Iterator[Small]:
    """Under the last layer; only one at a time lays. What went wrong once is opened anew."""
    engine = _of(versions, version)
    try:
        engine.go_under(versions.layer(version))
        yield engine
    except BaseException:
        let_go()
        raise


@contextmanager
def alone(versions: Versions, version: Manifest) -> Iterator[Small]:
    """For one look beside whoever lays."""
    base, places = versions.file(version.number), versions.places(version)
    with closing(Small(base, versions.records(version), places)) as engine:
        engine.go_under(versions.layer(version))
        yield engine


def let_go() -> None:
    while _kept:
        _kept.popitem()[1].close()


def _of(versions: Versions, version: Manifest) -> Small:
    base, places = versions.file(version.number), versions.places(version)
    mark = (base, identity(base), identity(places))
    if mark not in _kept:
        let_go()
        _kept[mark] = Small(base, versions.records(version), places)
    return _kept[mark]
