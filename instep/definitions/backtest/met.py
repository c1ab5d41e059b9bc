"""Which leads of a table meet a rule? The rule is compiled, what people typed enters as literals only."""

from functools import cache, reduce

import duckdb
from sqlglot import exp

from instep.definitions import rule as rules
from instep.definitions.backtest.leads import Flags, Leads
from instep.definitions.parsing import compare, parsed
from instep.definitions.rule import Rule, Vocabulary
from instep.definitions.wanted import compared
from instep.team.place import Place


def rule_of(file: str, text: str, vocabulary: Vocabulary) -> Rule:
    """A rule about the columns of a table; `instep.team.place.Unreadable` says where a mistake is.

    The file holds the tree itself or, like a definition, holds it under `rule`.
    """
    place = Place.top(file, text)
    entries = place.mapping()

    def about_column(inner: Place) -> Rule:
        return compare(inner, "person", vocabulary)

    return parsed(entries.get("rule", place), dict.fromkeys(("field", "person", "account"), about_column))


def met(leads: Leads, rule: Rule) -> Flags:
    """For each lead whether it meets the rule; what is not known meets only “not known”."""
    select = exp.select(exp.alias_(condition(rule), "is_met")).from_("lead")
    with _engine().cursor() as connection:
        connection.register("lead", leads.fields)
        found = connection.sql(select.sql(dialect="duckdb")).to_arrow_table()["is_met"]
    flags: Flags = found.to_numpy()
    return flags


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 2})


def condition(rule: Rule) -> exp.Expr:
    match rule:
        case rules.AllOf(inner):
            return exp.and_(*(condition(one) for one in inner))
        case rules.AnyOf(inner):
            return exp.or_(*(condition(one) for one in inner))
        case rules.AtLeast(count, inner):
            held = reduce(_sum, [_as_number(condition(one)) for one in inner])
            return exp.GTE(this=exp.paren(held), expression=exp.Literal.number(count))
        case rules.Not(one):
            return exp.not_(condition(one))
        case rules.Compare():
            known = compared(rule, exp.column(exp.to_identifier(rule.field, quoted=True), "lead"))
            return exp.func("coalesce", known, exp.false())
    raise TypeError(f"a table of leads can't say {type(rule).__name__}")


def _as_number(held: exp.Expr) -> exp.Expr:
    return exp.cast(held, "int")


def _sum(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return exp.Add(this=left, expression=right)
