"""How many opportunities were won, lost, and are open, and what are they worth?"""

from decimal import Decimal
from typing import Any

from instep.audit.ground import Ground
from instep.audit.report import Column, Figure, Section, Table
from instep.audit.wording import plural, said, share

COUNTS = ("opportunity_count", "won_count", "lost_count", "open_count")
COLUMNS = (
    Column("Currency"),
    Column("Opportunities", "count"),
    Column("Won", "amount"),
    Column("Lost", "amount"),
    Column("Open", "amount"),
)
WIN_RATE = "won / (won + lost), all closed opportunities; open ones are not in it"


def section(ground: Ground) -> Section | None:
    rows = ground.ask("outcomes") if ground.has("timeline.opportunity") else []
    if not rows:
        return None
    total = {name: sum(int(row[name]) for row in rows) for name in COUNTS}
    rate = share(total["won_count"], total["won_count"] + total["lost_count"])
    worth = f" worth {said(rows[0]['won_amount'], 'amount')}" if len(rows) == 1 and rows[0]["won_amount"] else ""
    finding = (
        f"{plural(total['opportunity_count'], 'opportunity')}: won {total['won_count']:,}{worth}, "
        f"lost {total['lost_count']:,}; win rate {said(rate, 'share')}."
    )
    cells = tuple(_row(row) for row in rows) if len(rows) > 1 else ()
    tables = (Table("By currency", "amounts are never added across currencies", COLUMNS, cells),) if cells else ()
    return Section("outcomes", "Won, lost and open", finding, _figures(rows, total, rate), tables=tables)


def _figures(rows: list[dict[str, Any]], total: dict[str, int], rate: float | None) -> tuple[Figure, ...]:
    won, lost, priced_count = rows[0]["won_amount"], rows[0]["lost_amount"], rows[0]["won_priced_count"]
    of = _currency(rows[0]) if not rows[0]["currency"] else f"in {rows[0]['currency']}"
    by_value = "won amount / (won + lost amount)" if lost else "lost opportunities carry no amount"
    return (
        Figure("Opportunities", total["opportunity_count"], "count", "merged records counted once"),
        Figure("Won", total["won_count"], "count", "recorded as won"),
        Figure("Won amount", won, "amount", f"sum over won opportunities, {of}"),
        Figure("Lost", total["lost_count"], "count", "recorded as lost"),
        Figure("Open", total["open_count"], "count", "neither won nor lost"),
        Figure("Win rate", rate, "share", WIN_RATE),
        Figure("Win rate by value", share(won, (won or 0) + lost) if lost else None, "share", by_value),
        Figure("Average deal", Decimal(won) / priced_count if won else None, "amount", f"{_divided(rows)}, {of}"),
    )


def _divided(rows: list[dict[str, Any]]) -> str:
    """By what the won amount is divided: a deal without an amount says nothing about size."""
    blank_count = sum(int(row["won_count"]) - int(row["won_priced_count"]) for row in rows)
    have = "has" if blank_count == 1 else "have"
    return "won amount / won deals with an amount" + (f" ({blank_count:,} {have} none)" if blank_count else "")


def _currency(row: dict[str, Any]) -> str:
    return row["currency"] or ("currency not said" if row["priced_count"] else "no amount")


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    amounts = (row["won_amount"], row["lost_amount"], row["open_amount"])
    return (_currency(row), row["opportunity_count"], *amounts)
