"""Which systems can be connected, what does each need to know, and how are its tables asked for?

A system is a folder here with a `system.yaml`, found because it is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from instep.sources.connectors.feed import CHANGED, DELETED, EVERYTHING

PLACE = Path(__file__).parent


@dataclass(frozen=True)
class Need:
    """What a person fills in to connect the system."""

    name: str
    label: str
    help: str = ""
    is_secret: bool = False
    is_optional: bool = False
    initial: str = ""
    lines: int = 1
    pattern: str = ""
    """What may stand there, as a regular expression."""
    choices: tuple[str, ...] = ()
    """One of these words."""


@dataclass(frozen=True)
class Ask:
    """One way to ask for rows. Texts may hold {names}: of what a person filled in, and {since}."""

    path: str
    rows: str
    """Where the rows stand in the answer, as names joined by dots; empty: the answer itself."""
    method: str = "GET"
    params: Mapping[str, Any] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None
    pages: Mapping[str, Any] = field(default_factory=dict)
    since: str = "iso"
    """How {since} is written: iso, seconds, milliseconds."""
    is_ordered: bool = False
    at_most: int | None = None
    """So many rows of one question are answered; then it is asked anew from the latest change on."""
    each: str | Mapping[str, str] = ""
    """Where a list inside a row gives rows of its own; several lists have names, kept as `@`."""
    keep: Mapping[str, str] = field(default_factory=dict)
    """Columns of such rows that stand in the row around, or new names of columns; then only those are kept."""
    inside: str = ""
    """Where the record stands inside a row, such as in an event that tells what became of it."""
    late_minutes: int = 10
    """So long a change may take until it is shown: so far back is read once more."""
    is_newest_first: bool = False
    """The newest come first: all of them are read before the first is taken in."""
    days: int | None = None
    """The service remembers changes for so many days only."""
    over: "Over | None" = None
    """Ask once for each of these."""


@dataclass(frozen=True)
class Over:
    """Values that a question is asked for, one after the other: `{name}` in it is each of them."""

    name: str
    values: tuple[str, ...] = ()
    value: str = ""
    """Where the value stands in each row of `ask`."""
    ask: Ask | None = None
    batch: int = 1
    """So many are asked for at once, written {name:ids}."""


@dataclass(frozen=True)
class Listed:
    """Where a service lists which columns a table has, its customers' own ones among them."""

    ask: Ask
    name: str
    own: Mapping[str, Any]
    """What a column says of itself that a customer made."""
    leave: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """Columns that say this of themselves can't be asked for."""
    prefix: str = ""
    is_strict: bool = False
    """A column that is not listed must not be asked for."""
    letters: int = 12_000
    """A question holds names of so many letters altogether."""


@dataclass(frozen=True)
class TableSaid:
    name: str
    key: tuple[str, ...]
    asks: Mapping[str, Ask]
    changed_at: str = ""
    """The columns that tell when a row last changed; the latest counts."""
    is_clocked: bool = False
    """No column tells when a row changed: what changed is asked for from the moment of the last reading on."""
    columns: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    """Columns read from inside lists, such as `emails.0.value`."""
    money: Mapping[str, str] = field(default_factory=dict)
    """Columns made of amounts that are written in the smallest unit of the column `currency`."""
    tells_deletions: bool = False
    """What changed tells of deletions too."""
    gone: Mapping[str, str] = field(default_factory=dict)
    """A row whose columns say this is deleted; `*` is any text."""
    without: Sequence[str] = ()
    """A row in which one of these columns is filled is told by another table."""
    later: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Moments so many `minutes` after the moment `from`."""
    is_log: bool = False
    """Rows are added and never change or vanish: once read, they are not read again."""
    listed: Listed | None = None


@dataclass(frozen=True)
class System:
    name: str
    title: str
    about: str
    needs: tuple[Need, ...]
    dialect: str = ""
    """A database is opened with this driver; a service has an address instead."""
    base: str = ""
    sign_in: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    test: Ask | None = None
    tables: tuple[TableSaid, ...] = ()
    minutes: int = 15
    """How often it is worth asking."""


@cache
def systems() -> dict[str, System]:
    return {path.parent.name: _system(path) for path in sorted(PLACE.glob("*/system.yaml"))}


def _system(path: Path) -> System:
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    needs = tuple(Need(**need | {"choices": tuple(need.get("choices", ()))}) for need in said.pop("needs"))
    tables = tuple(_table(name, about) for name, about in (said.pop("tables", None) or {}).items())
    test = said.pop("test", None)
    return System(name=path.parent.name, needs=needs, tables=tables, test=_ask(test) if test else None, **said)


def _table(name: str, said: dict[str, Any]) -> TableSaid:
    said = dict(said)
    asks = {way: _ask(said.pop(way)) for way in (EVERYTHING, CHANGED, DELETED) if way in said}
    key = said.pop("key")
    names = tuple(key) if isinstance(key, list) else (key,)
    listed = _listed(said.pop("listed")) if "listed" in said else None
    return TableSaid(name, names, asks, columns=tuple(said.pop("columns", ())), listed=listed, **said)


def _ask(said: Mapping[str, Any]) -> Ask:
    rest = dict(said)
    over = rest.pop("over", None)
    return Ask(**rest, over=_over(over) if over else None)


def _over(said: Mapping[str, Any]) -> Over:
    rest = dict(said)
    own = {name: rest.pop(name) for name in ("name", "value", "batch") if name in rest}
    values = tuple(rest.pop("values", ()))
    return Over(**own, values=values, ask=_ask(rest) if rest else None)


def _listed(said: Mapping[str, Any]) -> Listed:
    rest = dict(said)
    own = {name: rest.pop(name) for name in ("name", "own", "leave", "prefix", "is_strict", "letters") if name in rest}
    return Listed(ask=_ask(rest), **own)
