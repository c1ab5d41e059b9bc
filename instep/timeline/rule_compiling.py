"""How does a table of channel rules become SQL? A tree, built node by node; no text that people typed is ever pasted.

Rules are asked once for each way in which visits came, not once for each visit.
"""

from collections.abc import Iterable

from sqlglot import exp

from instep.timeline.rule_table import FIELDS, Condition, Rule, RuleTable

LIST = "site_list"
_ASKED = (*FIELDS, LIST)


def channel_of_arrivals(table: RuleTable) -> exp.Query:
    """One row per arrival: its channel (empty where no rule fits), the rule's place in the table, the version."""
    ways = exp.select(*_ASKED).distinct().from_("timeline.arrival")
    judged = exp.select(*_ASKED, exp.alias_(_first_fitting(table), "rule")).from_("ways")
    same = " and ".join(f"coalesce(a.{name}, '') = coalesce(j.{name}, '')" for name in _ASKED)
    return (
        exp.select("a.record_key", "a.is_tagged")
        .select(exp.alias_(_named(table.rules), "channel"), "j.rule")
        .select(exp.alias_(exp.Literal.number(table.version), "version"))
        .with_("ways", as_=ways)
        .with_("judged", as_=judged)
        .from_("timeline.arrival as a")
        .join("judged as j", on=same)
    )


def _first_fitting(table: RuleTable) -> exp.Expr:
    case = exp.case()
    for place, rule in enumerate(table.rules, start=1):
        case = case.when(_fits(rule, table.lists), exp.Literal.number(place))
    return case


def _named(rules: tuple[Rule, ...]) -> exp.Expr:
    case = exp.case(exp.column("rule", "j"))
    for place, rule in enumerate(rules, start=1):
        case = case.when(exp.Literal.number(place), exp.Literal.string(rule.channel))
    return case


def _fits(rule: Rule, lists: dict[str, tuple[str, ...]]) -> exp.Expr:
    return exp.or_(*(exp.and_(*(_holds(each, lists) for each in line)) for line in rule.when))


def _holds(condition: Condition, lists: dict[str, tuple[str, ...]]) -> exp.Expr:
    column = exp.column(condition.field)
    match condition.way:
        case "is":
            return _one_of(column, condition.texts)
        case "among":
            return _among(condition.texts[0], lists)
        case "matches":
            return _any(exp.RegexpLike(this=column.copy(), expression=_whole(each)) for each in condition.texts)
        case "contains":
            found = (exp.StrPosition(this=column.copy(), substr=exp.Literal.string(each)) for each in condition.texts)
            return _any(exp.GT(this=place, expression=exp.Literal.number(0)) for place in found)
    return _any(exp.EndsWith(this=column.copy(), expression=exp.Literal.string(each)) for each in condition.texts)


def _among(name: str, lists: dict[str, tuple[str, ...]]) -> exp.Expr:
    listed = _one_of(exp.column(LIST), (name,))
    added = lists.get(name, ())
    return exp.or_(listed, _one_of(exp.column("source"), added)) if added else listed


def _one_of(column: exp.Expr, texts: tuple[str, ...]) -> exp.Expr:
    return exp.In(this=column, expressions=[exp.Literal.string(text) for text in texts])


def _whole(pattern: str) -> exp.Expr:
    return exp.Literal.string(f"^(?:{pattern})$")


def _any(found: Iterable[exp.Expr]) -> exp.Expr:
    return exp.or_(*found)
