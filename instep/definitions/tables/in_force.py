"""Which version of each definition counts?"""

from datetime import UTC, datetime

from sqlglot import exp

from instep.definitions.definition import Definition, in_force
from instep.definitions.reading import definitions
from instep.warehouse.home import Home

GRAIN = "One row per definition that anybody ever met: the newest version both teams signed; while none is, the newest."
LOCALITY = "learned by definition"
READS = ("definitions.membership",)


def select(home: Home) -> str:
    today = datetime.now(UTC).date()
    current = in_force(definitions(home.definitions, today), today).values()
    signed = [one for one in current if one.is_signed]
    return _counting(signed).sql("duckdb", pretty=True)


def _counting(signed: list[Definition]) -> exp.Select:
    newest = exp.select("m.definition", "max(m.version) as version").from_("definitions.membership as m")
    for one in signed:
        is_other = exp.column("definition", "m").neq(one.name).or_(exp.column("version", "m").eq(one.version))
        newest = newest.where(is_other)
    return newest.group_by("m.definition")
