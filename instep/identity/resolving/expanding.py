"""How does a SELECT read without short words, for engines that have no macros?"""

from collections.abc import Mapping
from functools import cache

import sqlglot
from sqlglot import exp

from instep.identity.resolving.macros import MACROS


def expanded(tree: exp.Expr, fields: tuple[str, ...]) -> exp.Expr:
    """The SELECT with every macro and every `columns(…)` spelled out."""
    tree = tree.transform(_spelled_out).transform(_all_columns, fields)
    for select in tree.find_all(exp.Select):
        select.set("expressions", [each for one in select.expressions for each in _each_column(one, fields)])
    return tree


def _spelled_out(node: exp.Expr) -> exp.Expr:
    if not isinstance(node, exp.Anonymous) or node.name not in _macros():
        return node
    parameters, body = _macros()[node.name]
    given = dict(zip(parameters, node.expressions, strict=True))
    return exp.paren(body.copy().transform(_given, given).transform(_spelled_out))


def _given(node: exp.Expr, given: Mapping[str, exp.Expr]) -> exp.Expr:
    is_parameter = isinstance(node, exp.Column) and not node.table and node.name in given
    return given[node.name].copy() if is_parameter else node


@cache
def _macros() -> dict[str, tuple[tuple[str, ...], exp.Expr]]:
    made = [sqlglot.parse_one(macro, read="duckdb") for macro in MACROS]
    return {
        each.this.this.name: (tuple(parameter.name for parameter in each.this.expressions), each.expression)
        for each in made
    }


def _all_columns(node: exp.Expr, fields: tuple[str, ...]) -> exp.Expr:
    """`hash(*columns(…))` is of all columns at once."""
    is_call = isinstance(node, exp.Anonymous) and any(_is_unpacked(each) for each in node.expressions)
    return exp.Anonymous(this=node.name, expressions=[exp.column(name) for name in fields]) if is_call else node


def _is_unpacked(node: exp.Expr) -> bool:
    return isinstance(node, exp.Columns) and bool(node.args.get("unpack"))


def _each_column(projection: exp.Expr, fields: tuple[str, ...]) -> list[exp.Expr]:
    if not projection.find(exp.Columns):
        return [projection]
    return [exp.alias_(projection.copy().transform(_column, field), field) for field in fields]


def _column(node: exp.Expr, field: str) -> exp.Expr:
    return exp.column(field) if isinstance(node, exp.Columns) else node
