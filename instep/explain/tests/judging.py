"""Were the sample company's planted causes named, at their place, and does the interval hold their true size?"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from instep.demo.company import UNTIL, write_company
from instep.demo.opening import systems
from instep.demo.paths import paths_of
from instep.demo.truth import truth
from instep.demo.weeks import hours
from instep.demo.world import world
from instep.explain.cohort import leads
from instep.explain.found import found
from instep.explain.period import adjacent
from instep.explain.scan import scan_all
from instep.sources.importing import import_folder
from instep.warehouse import Home, Warehouse, build

DAY = 86400.0


@dataclass(frozen=True)
class Told:
    """A finding, wherever it was read."""

    family: str
    locus: dict[str, str]
    start: datetime
    money: float
    low: float
    high: float


@dataclass(frozen=True)
class Judged:
    """One planted cause and the finding that names it, if one does; `rank` among those of its quarter."""

    seed: int
    cause: dict[str, Any]
    told: Told | None
    rank: int | None

    @property
    def family(self) -> str:
        return str(self.cause["family"])

    @property
    def true_money(self) -> float:
        return float(self.cause["effect_amount"])

    @property
    def is_covered(self) -> bool:
        return self.told is not None and self.told.low <= self.true_money <= self.told.high


@dataclass(frozen=True)
class Verdict:
    judged: list[Judged]
    extra: list[Told]


def from_memory(seed: int, persons: int = 12_000, causes: bool = True) -> Verdict:
    """Straight from the generator, as a faultless import would have it: seconds."""
    company = world(seed, persons, hours(UNTIL), causes)
    every = leads(paths_of(company))
    scans = scan_all(every, adjacent(UNTIL, datetime.fromtimestamp(every.first_at * DAY, UTC)))
    told = [
        Told(each.family, each.locus_record, scan.pair.after.start, each.size.money, each.size.low, each.size.high)
        for scan in scans
        for each in scan.findings
    ]
    return judge(seed, truth(company)["causes"], told)


def through_build(seed: int, persons: int = 12_000, causes: bool = True) -> Verdict:
    """As a user would: exports of six systems, taken in, matched and built."""
    with tempfile.TemporaryDirectory(prefix="instep-explain-") as folder:
        home = Home(Path(folder) / "home").create()
        write_company(home.path / "exports", seed=seed, persons=persons, until=UNTIL, causes=causes)
        for system in systems(home.path / "exports"):
            import_folder(home, system, source=system.name, received_at=UNTIL)
        build(home, UNTIL)
        rows = found(Warehouse.open(home))
        planted = json.loads((home.path / "exports.truth.json").read_text(encoding="utf-8"))["causes"]
    told = [Told(each.family, each.segments, each.after_start_at, each.money, each.low, each.high) for each in rows]
    return judge(seed, planted, told)


def judge(seed: int, causes: list[dict[str, Any]], told: list[Told]) -> Verdict:
    judged = [_judged(seed, cause, told) for cause in causes]
    named = [each.told for each in judged]
    return Verdict(judged, [each for each in told if each not in named])


def _judged(seed: int, cause: dict[str, Any], told: list[Told]) -> Judged:
    start = datetime.fromisoformat(cause["current"]["start"])
    quarter = [each for each in told if abs((each.start - start).total_seconds()) < DAY]
    rank = next((place for place, each in enumerate(quarter) if is_it(each, cause)), None)
    return Judged(seed, cause, None if rank is None else quarter[rank], rank)


def is_it(told: Told, cause: dict[str, Any]) -> bool:
    """The right family at the right place; team and region are one in this company."""
    locus = {name: _plain(level) for name, level in cause["locus"].items()}
    places = [locus, *({name: level} for name, level in locus.items() if name not in ("from", "to"))]
    return told.family == cause["family"] and {name: _plain(each) for name, each in told.locus.items()} in places


def _plain(level: str) -> str:
    return level.casefold()
