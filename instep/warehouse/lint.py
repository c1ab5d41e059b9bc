"""Which constructs do not survive the journey from DuckDB to Spark, or change their meaning on the way?

SQLGlot translates them without an error, so the lint looks for them in the syntax tree and refuses.
"""

from collections.abc import Callable, Iterator

import sqlglot
from sqlglot import exp

Rule = Callable[[exp.Expr], str | None]


def complaints(sql: str) -> list[str]:
    """Why a SELECT is not portable; empty when it is."""
    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.errors.ParseError as error:
        return [f"cannot be read: {error}"]
    return [*_shape(tree), *(said for node in tree.walk() for rule in RULES if (said := rule(node)))]


def _shape(tree: exp.Expr) -> Iterator[str]:
    if not isinstance(tree, exp.Query):
        yield "is not one SELECT"
    elif any(isinstance(each, exp.Star) for each in tree.selects):
        yield "final select *: spell the columns out"


def _ordered_list(node: exp.Expr) -> str | None:
    if isinstance(node, exp.ArrayAgg) and node.find(exp.Order):
        return "ordered list(): use an ordered string_agg"
    return None


def _qualify_with_limit(node: exp.Expr) -> str | None:
    is_both = isinstance(node, exp.Select) and node.args.get("qualify") and node.args.get("limit")
    return "qualify together with limit" if is_both else None


def _refused_function(node: exp.Expr) -> str | None:
    return next((said for kind, said in REFUSED.items() if isinstance(node, kind)), None)


def _named_function(node: exp.Expr) -> str | None:
    return NAMED.get(node.name.lower()) if isinstance(node, exp.Anonymous) else None


def _day_of_week(node: exp.Expr) -> str | None:
    is_day = isinstance(node, exp.Extract) and node.name.lower() in {"dow", "dayofweek", "isodow"}
    return "extract(dow): the engines count from different days" if is_day else None


def _asof_join(node: exp.Expr) -> str | None:
    is_asof = isinstance(node, exp.Join) and str(node.args.get("method") or "").upper() == "ASOF"
    return "asof join" if is_asof else None


def _distinct_filter(node: exp.Expr) -> str | None:
    is_slow = (
        isinstance(node, exp.Filter) and isinstance(node.this, exp.Count) and isinstance(node.this.this, exp.Distinct)
    )
    return "count(distinct …) filter: use count(distinct case …)" if is_slow else None


def _untyped_null(node: exp.Expr) -> str | None:
    is_untyped = isinstance(node, exp.Alias) and isinstance(node.this, exp.Null)
    return "null without a type: cast(null as …), or a union takes another type on each engine" if is_untyped else None


def _unsafe_division(node: exp.Expr) -> str | None:
    if not isinstance(node, exp.Div | exp.IntDiv):
        return None
    divisor = node.expression.unnest()
    return None if isinstance(divisor, exp.Nullif | exp.Literal) else "division without nullif"


REFUSED: dict[type[exp.Expr], str] = {
    exp.DateDiff: "date_diff: boundaries here, full units there; subtract epochs",
    exp.TimestampDiff: "date_diff: boundaries here, full units there; subtract epochs",
    exp.Pivot: "pivot",
    exp.PercentileCont: "quantile_cont",
    exp.Quantile: "quantile",
    exp.Median: "median: use an ordered row_number",
    exp.Bracket: "list indexing: the engines count from 1 and from 0",
}
NAMED = {"hash": "hash: use md5", "quantile_cont": "quantile_cont", "list": "list()", "datediff": "date_diff"}
RULES: tuple[Rule, ...] = (
    _ordered_list,
    _qualify_with_limit,
    _refused_function,
    _named_function,
    _day_of_week,
    _asof_join,
    _distinct_filter,
    _unsafe_division,
    _untyped_null,
)
