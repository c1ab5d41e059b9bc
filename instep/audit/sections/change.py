"""What changed most in the last period, and why?"""

from instep.audit.ground import Ground
from instep.audit.report import Column, Section, Table
from instep.audit.wording import said

SHOWN = 5
NAMES = ("sentence", "place", "money", "low", "high")
COLUMNS = (
    Column("What moved"),
    Column("Where"),
    Column("Money", "amount", is_drawn=True),
    Column("At least", "amount"),
    Column("At most", "amount"),
)


def section(ground: Ground) -> Section | None:
    if not ground.has("explain.scan"):
        return None
    rows = ground.ask("changes", shown=SHOWN)
    if not rows:
        nothing = "Nothing found: no change between the periods examined stands out from chance."
        return Section("change", "The largest change", nothing)
    after, before = said(rows[0]["after"], "date"), said(rows[0]["before"], "date")
    basis = f"leads of the period from {after} against that from {before}; the bounds hold in nine cases of ten"
    cells = tuple(tuple(row[name] for name in NAMES) for row in rows)
    table = Table("Causes by size", basis, COLUMNS, cells)
    return Section("change", "The largest change", rows[0]["sentence"], tables=(table,))
