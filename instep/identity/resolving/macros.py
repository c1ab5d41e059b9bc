"""Which short words do the SELECTs use, and what do they stand for? One meaning on every engine."""

from collections.abc import Mapping
from functools import cache

import sqlglot
from sqlglot import exp

MACROS = (
    "create macro before_at(mailbox) as split_part(mailbox, '@', 1)",
    "create macro after_at(mailbox) as split_part(mailbox, '@', 2)",
    "create macro letters_at(mailbox) as regexp_replace(before_at(mailbox), '[^a-z]', '', 'g')",
    "create macro digits_at(mailbox) as regexp_replace(before_at(mailbox), '[^0-9]', '', 'g')",
    """create macro bits(carriers, everybody) as
        cast(round(log2((everybody + 250) / greatest(carriers, 1))) as utinyint)""",
    """create macro one_slip(a, b) as abs(strlen(a) - strlen(b)) <= 1 and case
        when strlen(a) = strlen(b) then hamming(a, b) = 1 or (hamming(a, b) = 2 and damerau_levenshtein(a, b) = 1)
        else (left(a, 2) = left(b, 2) or right(a, 2) = right(b, 2)) and levenshtein(a, b) = 1
    end""",
)
"""`bits`: how rare a value is; 250 others are taken for granted, since few records know little of the world.

`one_slip`: one sign more, less or other, or two neighbours swapped."""
OF_DUCKDB = (
    "create macro brief(key) as hash(key)",
    "create macro has_root_of(here, there) as list_has_any(string_split(here, '|'), string_split(there, '|'))",
)
KEPT_KEYS = "create or replace macro brief(key) as cast(md5_number_lower(key) >> 1 as bigint)"
"""Keys that another engine can work out as well."""


def expanded(tree: exp.Expr, fields: tuple[str, ...]) -> exp.Expr:
    """The SELECT with every macro and every `columns(…)` spelled out."""
    tree = tree.transform(_spelled_out)
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


def _each_column(projection: exp.Expr, fields: tuple[str, ...]) -> list[exp.Expr]:
    if not projection.find(exp.Columns):
        return [projection]
    return [exp.alias_(projection.copy().transform(_column, field), field) for field in fields]


def _column(node: exp.Expr, field: str) -> exp.Expr:
    return exp.column(field) if isinstance(node, exp.Columns) else node
