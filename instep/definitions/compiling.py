"""How does a rule become SQL? Every node of every tree becomes one named step of a single SELECT.

The steps are named by us (`rule_1`, `rule_2` …); a tree that occurs twice is computed once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce

from sqlglot import exp

from instep.definitions import leaves, sweep
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
            case rules.Did(after=earlier):
                return leaves.did(rule, self.step(earlier) if earlier else None)
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

    def _may_end(self, rule: Rule) -> bool:
        """What once happened stays so; only a “not”, or what holds one, can cease to be met."""
        match rule:
            case rules.AllOf(inner) | rules.AnyOf(inner) | rules.AtLeast(_, inner):
                return any(self.step(one) in self._ending for one in inner)
        return isinstance(rule, rules.Not)

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
