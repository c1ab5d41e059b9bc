"""Which numbers of past months changed from one build to the next, from what to what, and which definition did it?"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache
from math import isclose
from pathlib import Path

from instep.definitions.definition import Definition
from instep.definitions.rule import named
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Change:
    """Another version of a definition counts."""

    definition: str
    before: int
    after: int


@dataclass(frozen=True)
class Restated:
    """before and after: None where nothing could be said. Without changes: late records, or people joined."""

    name: str
    month: str
    before: float | None
    after: float | None
    changes: tuple[Change, ...]
    at: str

    @property
    def restated_at(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def month_at(self) -> datetime:
        return datetime.fromisoformat(f"{self.month}-01T00:00+00:00")


@dataclass(frozen=True)
class Told:
    """What a build said: by name and month, such as 2026-05, a number; the versions it counted by; and when."""

    numbers: Mapping[str, Mapping[str, float | None]]
    versions: Mapping[str, int]
    at: str


@dataclass(frozen=True)
class Ledger:
    """What was said last, and every restatement since: lines are only ever added."""

    folder: Path
    name: str

    @classmethod
    def of(cls, home: Home, name: str) -> "Ledger":
        return cls(home.path / "restated", name)

    def note(self, told: Told, leaning: Mapping[str, Collection[str]], only_by_definition: bool) -> None:
        """leaning: for each name the definitions that its number hangs on."""
        self.folder.mkdir(exist_ok=True)
        found = list(_restated(before, told, leaning)) if (before := self._last()) else []
        kept = [each for each in found if each.changes or not only_by_definition]
        self._add(kept)
        fresh = self._said.with_suffix(".fresh")
        fresh.write_text(json.dumps(asdict(told)), encoding="utf-8")
        fresh.replace(self._said)

    def _add(self, found: Sequence[Restated]) -> None:
        """Once, also when a crash came before the end; a line that it cut is closed and takes no other along."""
        known = {(each.name, each.month): replace(each, at="") for each in self.lines()}
        new = [each for each in found if known.get((each.name, each.month)) != replace(each, at="")]
        is_cut = self._lines.is_file() and self._lines.read_bytes()[-1:] not in (b"", b"\n")
        with self._lines.open("a", encoding="utf-8") as file:
            file.write("\n" * is_cut + "".join(json.dumps(asdict(each)) + "\n" for each in new))

    def of_name(self, name: str) -> list[Restated]:
        """The newest first."""
        return [each for each in reversed(self.lines()) if each.name == name]

    def lines(self) -> tuple[Restated, ...]:
        return _read(self._lines, self._lines.stat().st_mtime_ns) if self._lines.is_file() else ()

    def _last(self) -> Told | None:
        return Told(**json.loads(self._said.read_text(encoding="utf-8"))) if self._said.is_file() else None

    @property
    def _lines(self) -> Path:
        return self.folder / f"{self.name}.jsonl"

    @property
    def _said(self) -> Path:
        return self.folder / f"{self.name}.json"


def leaning_of(words: Mapping[str, Definition], names: Collection[str]) -> frozenset[str]:
    """These definitions and all that their rules lean on, directly or through others."""
    found: set[str] = set()
    new = set(names)
    while new:
        found |= new
        new = {each for name in new & set(words) for each in named(words[name].rule)} - found
    return frozenset(found)


def _restated(before: Told, told: Told, leaning: Mapping[str, Collection[str]]) -> Iterator[Restated]:
    """Of months that were over when the number was told last; a running month changes by itself."""
    for name in sorted(set(before.numbers) & set(told.numbers)):
        was, now = before.numbers[name], told.numbers[name]
        changes = tuple(_changes(before, told, leaning.get(name, ())))
        for month in sorted(set(was) | set(now)):
            if month < before.at[:7] and not _is_same(was.get(month), now.get(month)):
                yield Restated(name, month, was.get(month), now.get(month), changes, told.at)


def _changes(before: Told, told: Told, names: Collection[str]) -> Iterator[Change]:
    for name in sorted(names):
        was, now = before.versions.get(name), told.versions.get(name)
        if was is not None and now is not None and was != now:
            yield Change(name, was, now)


def _is_same(was: float | None, now: float | None) -> bool:
    return was == now if was is None or now is None else isclose(was, now, rel_tol=1e-9, abs_tol=1e-9)


@lru_cache(8)
def _read(file: Path, _written_at: int) -> tuple[Restated, ...]:
    found = map(_line, file.read_text(encoding="utf-8", errors="replace").splitlines())
    return tuple(each for each in found if each)


def _line(text: str) -> Restated | None:
    """None for a line whose writing was cut short."""
    with suppress(json.JSONDecodeError):
        return _said(json.loads(text))
    return None


def _said(said: dict[str, object]) -> Restated:
    changes = said["changes"]
    assert isinstance(changes, list)
    return Restated(**said | {"changes": tuple(Change(**each) for each in changes)})  # type: ignore[arg-type]
