"""An order is worth its header or its lines; money spent has a channel and a campaign."""

from instep.identity.tests.records import recorded, resolved

LINES = """
    source|record_id|order_ref|person_email|product_name|quantity|unit_price_amount|discount_share|ordered_at
    shop | 1 | o1 | ana@acme.com | Pump | 2 | 10.00 | | 2026-01-02
    shop | 2 | o1 | ana@acme.com | Hose | 2 | 15.00 | 0.1 | 2026-01-02
    shop | 3 | o2 | ana@acme.com | Hose | 1 | 15.00 | | 2026-01-01
"""
ORDER = """
    source | record_id | person_email | amount | status | ordered_at
    shop | o1 | ana@acme.com | | | 2026-01-02
    shop | o3 | ana@acme.com | 99.00 | cancelled | 2026-01-03
    shop | o4 | ana@acme.com | 50.00 | | 2026-01-04
"""


def orders() -> dict[str, dict[str, object]]:
    rows = resolved(recorded(order=ORDER, order_line=LINES), "timeline.order")
    return {str(row["order_id"]): row for row in rows}


def test_an_order_is_worth_its_header_else_its_lines_and_cancelled_ones_nothing() -> None:
    amounts = {name: str(row["amount"]) for name, row in orders().items()}
    assert amounts == {"shop/order/o1": "47.00", "shop/order_line/3": "15.00", "shop/order/o4": "50.00"}


def test_the_product_is_that_of_the_line_with_most_money() -> None:
    assert orders()["shop/order/o1"]["product"] == "Hose"


def test_every_order_but_a_customers_first_is_a_repeat() -> None:
    repeats = {name: row["is_repeat"] for name, row in orders().items()}
    assert repeats == {"shop/order/o1": True, "shop/order_line/3": False, "shop/order/o4": True}


def test_spend_has_the_channel_of_its_own_word_or_of_its_campaign() -> None:
    bench = recorded(
        campaign="source | record_id | name | channel\nads | c1 | Spring | LinkedIn Ads",
        spend="source|record_id|at|channel|campaign_ref\nads|1|2026-01-01|google ads|\nads|2|2026-01-01||c1",
    )
    rows = resolved(bench, "timeline.spend")
    assert [(row["channel"], row["campaign"]) for row in rows] == [("Paid search", None), ("Paid social", "Spring")]
