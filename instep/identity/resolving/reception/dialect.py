"""How does a SELECT file read in SQLite? The same rule, for the few records that come in at once."""

import sqlglot
from sqlglot import exp

from instep.identity.resolving.desk import filled
from instep.identity.resolving.expanding import expanded
from instep.identity.resolving.subject import Subject

_READ: dict[tuple[str, str], str] = {}


def to_sqlite(file: str, subject: Subject) -> str:
    """Translated once a process."""
    if (subject.name, file) not in _READ:
        _READ[subject.name, file] = _translated(file, subject)
    return _READ[subject.name, file]


def _translated(file: str, subject: Subject) -> str:
    tree = sqlglot.parse_one(filled(file, subject.parameters()), read="duckdb")
    tree = expanded(tree, subject.fields).transform(_in_sqlite)
    for step in tree.find_all(exp.CTE):
        step.set("materialized", True)
    return tree.sql(dialect="sqlite", comments=False)


def _in_sqlite(node: exp.Expr) -> exp.Expr:
    """Without `materialized`, SQLite works out an expression once for each place that reads it."""
    if isinstance(node, exp.Left):
        return exp.Substring(this=node.this, start=exp.Literal.number(1), length=node.expression)
    if isinstance(node, exp.Right):
        return exp.Anonymous(this="last_signs", expressions=[node.this, node.expression])
    if isinstance(node, exp.JarowinklerSimilarity):
        return exp.Anonymous(this="jaro_winkler_similarity", expressions=[node.this, node.expression])
    if isinstance(node, exp.RegexpLike):
        return exp.Anonymous(this="regexp_matches", expressions=[node.this, node.expression])
    if isinstance(node, exp.Levenshtein):
        return exp.Anonymous(this="levenshtein", expressions=[node.this, node.expression])
    return node
