"""Does a table of channel rules give each of its own cases the channel that it must have?

The cases are asked through the same SQL that the tables are built with.
"""

import pyarrow as pa

from instep.team.place import Place
from instep.timeline.rule_compiling import channel_of_arrivals
from instep.timeline.rule_reading import FILE, rule_table
from instep.timeline.rule_table import FIELDS, UNASSIGNED, Case, RuleTable
from instep.timeline.sites import site_of
from instep.warehouse.duckdb_engine import DuckDB

NOT_SET = "(not set)"
_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("record_key", *FIELDS, "site_list")] + [("is_tagged", pa.bool_())]
)


def checked(text: str) -> RuleTable:
    """The table in this text; `Unreadable` names the first case that it answers otherwise."""
    table = rule_table(text)
    for number, (case, found) in enumerate(answers(table), start=1):
        if found.casefold() != case.channel.casefold():
            place = Place(FILE, None, ("cases", str(number)))
            place.refuse(f"it must count for {case.channel}, but the rules say {found}", "Mend the rules, or the case")
    return table


def answers(table: RuleTable) -> list[tuple[Case, str]]:
    """Each case with the channel that the rules give it."""
    if not table.cases:
        return []
    engine = DuckDB()
    try:
        engine.keep("timeline.arrival", _arrivals(table.cases))
        found = engine.read(channel_of_arrivals(table).sql("duckdb")).to_pylist()
    finally:
        engine.close()
    said = {int(row["record_key"]): row["channel"] or UNASSIGNED for row in found}
    return [(case, said[at]) for at, case in enumerate(table.cases)]


def _arrivals(cases: tuple[Case, ...]) -> pa.Table:
    rows = [
        {
            "record_key": str(at),
            "source": case.source or NOT_SET,
            "medium": case.medium or NOT_SET,
            "campaign": case.campaign or NOT_SET,
            "click_id": case.click_id,
            "site_list": site_of(case.source).list if case.source else None,
            "is_tagged": True,
        }
        for at, case in enumerate(cases)
    ]
    return pa.Table.from_pylist(rows, _SCHEMA)
