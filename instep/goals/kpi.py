"""Which KPIs are there, and what does each mean? Readable files, one a KPI, in `kpis/`."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from instep.warehouse import Home

type Aggregate = Literal["ratio", "sum", "median", "p90", "mean"]
type Unit = Literal["share", "count", "money", "hours", "days", "points"]
type Basis = Literal["C", "P", "S", "W"]

SHIPPED = Path(__file__).parent / "kpis"
CHOICES = {
    "aggregate": get_args(Aggregate.__value__),
    "unit": get_args(Unit.__value__),
    "basis": get_args(Basis.__value__),
    "better": ("up", "down", "neither"),
}
BASES = {
    "C": "cohort: counted in the month in which it began",
    "P": "period: counted in the month in which it happened",
    "S": "state: as it stood at one moment",
    "W": "window: over the time before",
}


class UnclearKpi(Exception):
    """A KPI's file cannot be understood, with the file and what is wrong."""


@dataclass(frozen=True)
class Kpi:
    """A KPI as its file says it.

    `counts` names its rows, `denominator` what is below the line, `zero` what is said when there is nothing; fewer rows
    than `at_least` are "too few to say"; `rows` names the measure where two KPIs count the same things; `whole` is
    what a share of 100 % betrays where it can't be trusted, as when systems clear the amount of what was lost.
    """

    name: str
    position: int
    group: str
    title: str
    question: str
    formula: str
    source: str
    basis: Basis
    unit: Unit
    aggregate: Aggregate
    counts: str
    denominator: str
    zero: str
    better: str
    at_least: int
    owners: dict[str, str]
    definitions: tuple[str, ...] = ()
    rows: str = ""
    whole: str = ""

    @property
    def measure(self) -> str:
        return self.rows or self.name

    @property
    def basis_words(self) -> str:
        return BASES[self.basis]

    @property
    def quantile_share(self) -> float | None:
        return {"median": 0.5, "p90": 0.9}.get(self.aggregate)


def kpis(home: Home) -> dict[str, Kpi]:
    """All KPIs by name, in order of their position; one in the home replaces the shipped one. Raises UnclearKpi."""
    own = {kpi.name: kpi for kpi in _read(home.path / "goals" / "kpis")}
    every = {**_shipped(), **own}
    return dict(sorted(every.items(), key=lambda item: (item[1].position, item[0])))


def changed_at(home: Home) -> tuple[tuple[str, int], ...]:
    """The home's own KPI files, each with the moment of its last change in ns: what an answer about KPIs depends on."""
    return tuple((file.name, file.stat().st_mtime_ns) for file in sorted((home.path / "goals" / "kpis").glob("*.yaml")))


@cache
def _shipped() -> dict[str, Kpi]:
    return {kpi.name: kpi for kpi in _read(SHIPPED)}


def _read(folder: Path) -> Iterator[Kpi]:
    for file in sorted(folder.glob("*.yaml")):
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        if problem := _problem(said, file.stem):
            raise UnclearKpi(f"{file.name}: {problem}")
        yield Kpi(**said | {"definitions": tuple(said.get("definitions", ()))})


def _problem(said: Any, name: str) -> str | None:
    """What is wrong with a file's content; None when nothing is."""
    if not isinstance(said, dict):
        return "is not a list of names and values"
    known = {field.name for field in fields(Kpi)}
    if unknown := sorted(set(said) - known):
        return f"does not know {', '.join(unknown)}"
    if missing := sorted(known - set(said) - {"definitions", "rows", "whole"}):
        return f"does not say {', '.join(missing)}"
    if said["name"] != name:
        return f"calls itself {said['name']}"
    wrong = next((key for key, choices in CHOICES.items() if said[key] not in choices), None)
    return f"{wrong} must be one of {', '.join(CHOICES[wrong])}" if wrong else None
