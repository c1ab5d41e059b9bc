"""Who ordered, and how much of it is new, how much repeat?"""

from typing import Any

from instep.audit.ground import Ground
from instep.audit.report import Column, Figure, Section, Table
from instep.audit.wording import plural, said, share

SHOWN = 15
YEARS = (
    Column("Year"),
    Column("Orders", "count"),
    Column("First orders", "count"),
    Column("Repeat orders", "count"),
    Column("New sales", "amount"),
    Column("Repeat sales", "amount", is_drawn=True),
    Column("Repeat share", "share"),
)
BUYERS = (
    Column("Customer"),
    Column("Orders", "count"),
    Column("Amount", "amount", is_drawn=True),
    Column("Last order", "date"),
)
BASIS = "a customer's first order in these records is new, every later one repeat; older orders are not known"
SUMS = ("order_count", "new_amount", "repeat_amount", "amount")


def section(ground: Ground) -> Section | None:
    rows = ground.ask("orders") if ground.has("timeline.order") else []
    if not rows:
        return None
    [who] = ground.ask("customers")
    total = {name: sum(row[name] or 0 for row in rows) for name in SUMS}
    finding = (
        f"{plural(total['order_count'], 'order')} of {plural(who['buyer_count'], 'customer')} worth "
        f"{said(total['amount'], 'amount')}: new {said(total['new_amount'], 'amount')}, "
        f"repeat {said(total['repeat_amount'], 'amount')}."
    )
    names = ("name", "order_count", "amount", "last_at")
    best = tuple(tuple(row[name] for name in names) for row in ground.ask("best_buyers", shown=SHOWN))
    years = Table("New and repeat sales by year", BASIS, YEARS, tuple(_year(row) for row in rows))
    buyers = Table("Biggest customers", f"the first {SHOWN}, by the sum of their orders", BUYERS, best)
    return Section("orders", "New and repeat sales", finding, _figures(total, who), tables=(years, buyers))


def _figures(total: dict[str, Any], who: dict[str, Any]) -> tuple[Figure, ...]:
    mixed = "; several currencies are added as they are" if who["currency_count"] > 1 else ""
    return (
        Figure("Customers", who["account_count"] or who["person_count"], "count", "companies or persons on record"),
        Figure("Customers who ordered", who["buyer_count"], "count", "with at least one order"),
        Figure("Orders", total["order_count"], "count", "each with its lines summed"),
        Figure("Sales", total["amount"], "amount", f"of all orders{mixed}"),
        Figure("New sales", total["new_amount"], "amount", "first orders"),
        Figure("Repeat sales", total["repeat_amount"], "amount", "every later order"),
        Figure("Repeat share", share(total["repeat_amount"], total["amount"]), "share", "repeat sales / sales"),
    )


def _year(row: dict[str, Any]) -> tuple[Any, ...]:
    year = str(row["year_at"].year) if row["year_at"] else "no date"
    cells = (row["order_count"], row["new_count"], row["repeat_count"], row["new_amount"], row["repeat_amount"])
    return (year, *cells, share(row["repeat_amount"] or 0, row["amount"]))
