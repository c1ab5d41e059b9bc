"""How long may somebody wait who asked us to talk?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from instep.warehouse import Home

DIMENSIONS = ("segment", "channel", "region", "team")
SHIPPED = Path(__file__).with_name("promise.yaml")


class UnclearPromise(Exception):
    """The promise file says something that cannot be kept, with the reason."""


@dataclass(frozen=True)
class Promise:
    """So many hours for everybody (dimension `every`), or where a dimension has a value."""

    dimension: str
    value: str
    hours: float


def promises(home: Home) -> list[Promise]:
    """The organisation's own file in its home, else the one that ships. Raises UnclearPromise."""
    own = home.path / "handoffs" / "promise.yaml"
    said = yaml.safe_load((own if own.is_file() else SHIPPED).read_text(encoding="utf-8")) or {}
    return list(_read(said))


def _read(said: dict[str, object]) -> Iterator[Promise]:
    yield Promise("every", "", _hours(said))
    exceptions = said.get("except") or []
    for each in exceptions if isinstance(exceptions, list) else []:
        unknown = set(each) - {*DIMENSIONS, "first_answer_hours"}
        named = [name for name in DIMENSIONS if name in each]
        if unknown or len(named) != 1:
            raise UnclearPromise(f"an exception names one of {', '.join(DIMENSIONS)}; this says {each}")
        yield Promise(named[0], str(each[named[0]]), _hours(each))


def _hours(said: dict[str, object]) -> float:
    hours = said.get("first_answer_hours")
    if isinstance(hours, bool) or not isinstance(hours, int | float) or hours <= 0:
        raise UnclearPromise(f"first_answer_hours must be a number above zero, not {hours!r}")
    return float(hours)
