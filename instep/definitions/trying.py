"""Whom would a rule that nobody signed yet have counted, and since when? Asked of the published tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import sqlglot
from sqlglot import exp

from instep.definitions.compiling import Steps
from instep.definitions.definition import Definition
from instep.definitions.rule import Is, Rule
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text


class OnBuilt(Steps):
    """“is: …” is looked up in the tables as they were built, so that a trial costs only what is new in it."""

    def _select(self, rule: Rule) -> exp.Query:
        if not isinstance(rule, Is):
            return super()._select(rule)
        return _members(rule.definition, self._current[rule.definition].version)

    def step(self, rule: Rule) -> str:
        return self.step_of(rule)

    def _may_end(self, rule: Rule) -> bool:
        return isinstance(rule, Is) or super()._may_end(rule)


def first_met(warehouse: Warehouse, rules: Sequence[Rule], current: Mapping[str, Definition]) -> list[pa.Table]:
    """For each rule its subjects and when each first met it: columns subject_id and met_at."""
    found = warehouse.table(first_met_sql(rules, current))
    numbers = found["number"].to_numpy()
    return [found.filter(pa.array(numbers == number)) for number in range(len(rules))]


def became(warehouse: Warehouse, rule: Rule, current: Mapping[str, Definition]) -> list[dict[str, Any]]:
    """The rows of the question `became`, for a rule that is in no table yet."""
    met = exp.select("subject_id", "met_at", "'asked' as definition", "1 as version").from_(
        sqlglot.parse_one(first_met_sql([rule], current), read="duckdb").subquery("met")  # type: ignore[attr-defined]
    )
    asked = sqlglot.parse_one(question_text("definitions/became"), read="duckdb")
    for table in list(asked.find_all(exp.Table)):
        if table.name == "first_met":
            table.replace(met.subquery("first_met"))
    return warehouse.select(asked.sql("duckdb"), definition="asked", version=1)


def first_met_sql(rules: Sequence[Rule], current: Mapping[str, Definition]) -> str:
    steps = OnBuilt(current)
    named = [steps.step(rule) for rule in rules]
    parts = [_first(name, number) for number, name in enumerate(named)]
    whole: exp.Query = parts[0] if len(parts) == 1 else exp.union(*parts, distinct=False)
    for name, step in steps.selects.items():
        whole = whole.with_(name, as_=step)
    return whole.sql("duckdb")


def _first(step: str, number: int) -> exp.Query:
    return exp.select(f"{number} as number", "subject_id", "min(from_at) as met_at").from_(step).group_by("subject_id")


def _members(name: str, version: int) -> exp.Query:
    return (
        exp.select("coalesce(m.person_id, m.account_id) as subject_id", "m.from_at", "m.until_at")
        .from_("definitions.membership as m")
        .where(
            exp.column("definition", "m").eq(exp.Literal.string(name)),
            exp.column("version", "m").eq(exp.Literal.number(version)),
        )
    )
