"""How do words of a rule become a condition? What people typed enters SQL only as a literal of the syntax tree."""

from collections.abc import Sequence

from sqlglot import exp

from instep.definitions.rule import MARKS, Compare, Value
from instep.definitions.words import pattern


def compared(rule: Compare, column: exp.Expr) -> exp.Expr:
    """Texts are compared without regard to case and surrounding blanks; a missing value meets only “not known”."""
    match rule.test, rule.values:
        case "known", (True,):
            return _is_known(column)
        case "known", _:
            return exp.not_(_is_known(column))
        case "at_least", (value,):
            return exp.GTE(this=column, expression=_literal(value))
        case "at_most", (value,):
            return exp.LTE(this=column, expression=_literal(value))
    return among(column, rule.values)


def compared_own(rule: Compare, column: exp.Expr) -> exp.Expr:
    """A field of people's own, which is kept as text: compared as the number or the day that the rule says."""
    if rule.test not in ("at_least", "at_most"):
        return compared(rule, column)
    [asked] = rule.values
    if isinstance(asked, str):
        return compared(rule, exp.func("substr", column, exp.Literal.number(1), exp.Literal.number(10)))
    return compared(rule, exp.TryCast(this=column, to=exp.DataType.build("double")))


def among(column: exp.Expr, values: Sequence[Value]) -> exp.Expr:
    if isinstance(values[0], str):
        return exp.In(this=_plain(column), expressions=[_plain(_literal(value)) for value in values])
    return exp.In(this=column, expressions=[_literal(value) for value in values])


def listed(column: exp.Expr, words: Sequence[str]) -> exp.Expr:
    """One of our own words, such as a kind or a team: spelled the same everywhere."""
    return exp.In(this=column, expressions=[_literal(word) for word in words])


def spelled_like(column: exp.Expr, values: Sequence[str]) -> exp.Expr:
    """Statuses are spelled in many ways: “In Progress”, “in_progress” and “IN-PROGRESS” are the same."""
    return exp.In(this=_letters(column), expressions=[_letters(_literal(value)) for value in values])


def mentions(text: exp.Expr, words: Sequence[str]) -> exp.Expr:
    return exp.RegexpLike(this=exp.Lower(this=text), expression=exp.Literal.string(pattern(words)))


def _letters(text: exp.Expr) -> exp.Expr:
    return exp.Lower(this=exp.func("translate", text, exp.Literal.string(f" {MARKS}"), exp.Literal.string("")))


def _plain(text: exp.Expr) -> exp.Expr:
    return exp.Lower(this=exp.Trim(this=text))


def _is_known(column: exp.Expr) -> exp.Expr:
    text = exp.Trim(this=exp.cast(column.copy(), "text"))
    return exp.NEQ(this=exp.func("coalesce", text, exp.Literal.string("")), expression=exp.Literal.string(""))


def _literal(value: Value) -> exp.Expr:
    if isinstance(value, str):
        return exp.Literal.string(value)
    return exp.cast(exp.Literal.number(repr(float(value))), "double")
