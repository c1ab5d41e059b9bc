"""How would this version have done against the one that counts? Computed once for each rule, then only looked at."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from instep.definitions.backtest.figures import Figures, figures, ripening
from instep.definitions.backtest.house import NEVER, Flags, Met, Outcomes, met, met_version, outcomes
from instep.definitions.backtest.knobs import Knob, knobs, turned
from instep.definitions.definition import Definition
from instep.definitions.rule import Rule
from instep.warehouse import Warehouse
from instep.warehouse.memory import Memory

MOST = 12
_kept: WeakKeyDictionary[Warehouse, Memory[Any]] = WeakKeyDictionary()

type Words = Mapping[str, Definition]


@dataclass(frozen=True)
class Trial:
    """tried: the rule, with the threshold as it is turned. before: the version that counts, where there is one."""

    one: Definition
    rule: Rule
    knobs: tuple[Knob, ...]
    knob: Knob | None
    at: float | None
    tried: Met
    before: Met | None
    frontier: tuple[tuple[float, Figures], ...]
    ripe_days: float

    @property
    def figures(self) -> Figures:
        return figures(self.tried, self.ripe_days)

    @property
    def added(self) -> Flags:
        """Passed on by this rule and not by the version that counts."""
        return self._only(self.tried, self.before)

    @property
    def dropped(self) -> Flags:
        return self._only(self.before, self.tried)

    def _only(self, one: Met | None, other: Met | None) -> Flags:
        if one is None or other is None:
            return np.zeros(len(self.tried.met_at), np.bool_)
        found: Flags = one.passed & ~other.passed
        return found

    def those(self, which: str) -> Flags:
        """The subjects behind a number."""
        lists = {"passed": self.tried.passed, "later": self.tried.later_won, "missed": self.tried.missed}
        lists |= {"added": self.added, "dropped": self.dropped}
        won = self.tried.outcomes.won_at != NEVER
        lists |= {"added_won": self.added & won, "dropped_won": self.dropped & won, "won": won}
        return lists[which]


def trial(
    warehouse: Warehouse, one: Definition, current: Words, now: datetime, knob: str = "", at: float | None = None
) -> Trial:
    """at: what the knob is turned to; the nearest of its values is taken."""
    known = _remembered(warehouse, "outcomes", lambda: outcomes(warehouse, now))
    found = _remembered(warehouse, ("knobs", one.rule), lambda: tuple(knobs(one.rule, warehouse)))
    chosen = next((each for each in found if each.name == knob), None)
    before = _before(warehouse, current.get(one.name), known)
    own = _met_one(warehouse, one.rule, current, known)
    ripe_days = ripening(before if before is not None and before.later_won.sum() else own)
    if chosen is None:
        return Trial(one, one.rule, found, None, None, own, before, (), ripe_days)
    edge = _edge(warehouse, one.rule, chosen, current, known)
    value = min(chosen.values, key=lambda each: abs(each - (chosen.value if at is None else at)))
    told = _remembered(
        warehouse,
        ("told", one.rule, chosen.name, ripe_days),
        lambda: tuple((each, figures(met_there, ripe_days)) for each, met_there in edge),
    )
    rule = turned(one.rule, chosen.name, value)
    return Trial(one, rule, found, chosen, value, dict(edge)[value], before, told, ripe_days)


def is_counted(warehouse: Warehouse, one: Definition, knob: str = "") -> bool:
    """Whether this trial only has to be looked up."""
    memory = _kept.setdefault(warehouse, Memory(MOST))
    needed: list[Hashable] = ["outcomes", ("met", one.rule), *([("edge", one.rule, knob)] if knob else [])]
    return all(each in memory for each in needed)


def as_turned(found: Trial) -> Definition:
    return replace(found.one, rule=found.rule)


def _before(warehouse: Warehouse, one: Definition | None, known: Outcomes) -> Met | None:
    if one is None:
        return None
    key = ("version", one.name, one.version)
    found: Met = _remembered(warehouse, key, lambda: met_version(warehouse, one.name, one.version, known))
    return found


def _met_one(warehouse: Warehouse, rule: Rule, current: Words, known: Outcomes) -> Met:
    found: Met = _remembered(warehouse, ("met", rule), lambda: met(warehouse, [rule], current, known)[0])
    return found


def _edge(
    warehouse: Warehouse, rule: Rule, knob: Knob, current: Words, known: Outcomes
) -> tuple[tuple[float, Met], ...]:
    """Every value of the knob, with whom the rule would pass on there."""

    def asked() -> tuple[tuple[float, Met], ...]:
        variants = [turned(rule, knob.name, value) for value in knob.values]
        return tuple(zip(knob.values, met(warehouse, variants, current, known), strict=True))

    found: tuple[tuple[float, Met], ...] = _remembered(warehouse, ("edge", rule, knob.name), asked)
    return found


def _remembered(warehouse: Warehouse, key: Hashable, ask: Any) -> Any:
    return _kept.setdefault(warehouse, Memory(MOST)).answer(key, ask)
