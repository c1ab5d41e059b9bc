"""How does a rule become SQL? Every node of every tree becomes one named step of a single SELECT.

The steps are named by us (`rule_1`, `rule_2` …); a tree that occurs twice is computed once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from sqlglot import exp

from instep.definitions import done, leaves, scoring, sweep
from instep.definitions import rule as rules
from instep.definitions.definition import Definition, in_force
from instep.definitions.rule import Rule


def membership(definitions: Sequence[Definition], on: date = date.max, steps: Steps | None = None) -> exp.Query:
    """Who met which version, from when to when. `definitions` stand in the order in which they lean on each other.

    “is: …” means the version in force on that day.
    """
    steps, met = steps or Steps(in_force(definitions, on)), list[exp.Query]()
    for one in definitions:
        met.append(_met(one, steps.defined(one)))
    whole = reduce(lambda left, right: exp.union(left, right, distinct=False), met)
    for name, step in steps.selects.items():
        whole = whole.with_(name, as_=step)
    return whole


class Steps:
    """The steps so far, by name, and the name of the step that answers each rule."""

    def __init__(self, current: Mapping[str, Definition]) -> None:
        self.selects: dict[str, exp.Query] = {}
        self._current = current
        self._of_rule: dict[Rule, str] = {}
        self._of_touches: dict[rules.Did, str] = {}
        self._ending: set[str] = set()

    def defined(self, one: Definition) -> str:
        """The step of a whole definition."""
        return self.step(one.rule)

    def step(self, rule: Rule) -> str:
        if isinstance(rule, rules.Is):
            return self.step(self._current[rule.definition].rule)
        return self.step_of(rule)

    def step_of(self, rule: Rule) -> str:
        if rule not in self._of_rule:
            select = self._select(rule)
            name = f"rule_{len(self.selects) + 1}"
            self.selects[name] = select
            self._of_rule[rule] = name
            if self._may_end(rule):
                self._ending.add(name)
        return self._of_rule[rule]

    def _select(self, rule: Rule) -> exp.Query:
        match rule:
            case rules.AllOf(inner):
                return self._enough(inner, len(inner))
            case rules.AnyOf(inner):
                return self._enough(inner, 1)
            case rules.AtLeast(count, inner):
                return self._enough(inner, count)
            case rules.Not(inner_rule):
                return sweep.periods([self._everybody()], 1, [self.step(inner_rule)], self._ending)
            case rules.Compare():
                return leaves.compare(rule)
            case rules.Status():
                return leaves.status(rule)
            case rules.Did(not_since=None):
                return done.enough_first(rule, self.touches(rule))
            case rules.Did(not_since=later) if later is not None:
                return self._merged(done.until_done(rule, self.touches(rule), self.touches(later)))
            case rules.Lately():
                return self._merged(done.lately(rule, self.touches(rule.doing)))
            case rules.InOrder(steps):
                return done.in_order(rule, [self.touches(one) for one in steps])
            case rules.Score():
                return self._merged(self._score(rule))
            case rules.Answer():
                return leaves.answer(rule)
            case rules.Reached():
                return leaves.reached(rule)
            case rules.Recorded():
                return leaves.recorded(rule)
            case rules.Opportunity():
                return leaves.opportunity(rule)
            case rules.Ordered():
                return leaves.ordered(rule)
            case rules.Colleague():
                return leaves.colleague()
        raise TypeError(f"no SQL for {rule!r}")

    def touches(self, doing: rules.Did) -> str:
        """The step with each touch that is meant; rules that ask the same of touches share it."""
        earlier = self.step(doing.after) if doing.after else None
        key = replace(doing, times=1, within_days=None, not_since=None)
        if key not in self._of_touches:
            self._of_touches[key] = f"touches_{len(self._of_touches) + 1}"
            self.selects[self._of_touches[key]] = done.touches(key, earlier)
        return self._of_touches[key]

    def _merged(self, raw: exp.Query) -> exp.Query:
        """Periods that overlap or touch become one."""
        name = f"spans_{len(self.selects) + 1}"
        self.selects[name] = raw
        return sweep.periods([name], 1, ending={name})

    def _score(self, rule: rules.Score) -> exp.Query:
        parts = []
        for each in rule.parts:
            is_done = isinstance(each.rule, rules.Did)
            name = self.touches(each.rule) if isinstance(each.rule, rules.Did) else self.step(each.rule)
            parts.append(scoring.Part(name, each.points, is_done, name in self._ending))
        return scoring.spans(rule, parts)

    def _may_end(self, rule: Rule) -> bool:
        """What once happened stays so; only a “not”, or what holds one, can cease to be met."""
        match rule:
            case rules.AllOf(inner) | rules.AnyOf(inner) | rules.AtLeast(_, inner):
                return any(self.step(one) in self._ending for one in inner)
            case rules.Did(not_since=later):
                return later is not None
        return isinstance(rule, rules.Not | rules.Lately | rules.Score | rules.Answer)

    def _enough(self, inner: Sequence[Rule], needed: int) -> exp.Query:
        return sweep.periods([self.step(one) for one in inner], needed, ending=self._ending)

    def _everybody(self) -> str:
        self.selects.setdefault("everybody", leaves.everybody())
        return "everybody"


def _met(one: Definition, step: str) -> exp.Query:
    return (
        exp.select(
            exp.alias_(exp.Literal.string(one.name), "definition"),
            exp.alias_(exp.Literal.number(one.version), "version"),
            "s.person_id",
            "s.account_id",
            "met.from_at",
            "met.until_at",
        )
        .from_(f"{step} as met")
        .join("definitions.subject as s", on="s.subject_id = met.subject_id")
    )
