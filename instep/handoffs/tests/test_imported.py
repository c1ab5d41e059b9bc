"""What an import tells of afterwards starts no promise, unless somebody says that its leads are new."""

import pytest

from instep.handoffs.tests.laying import clock

READY = """
    definition  | version | person_id | from_at
    sales_ready | 1       | ana       | 2026-03-01 09:00
"""
LINK = """
    entity_id | entity_kind | source | kind   | record_id
    ana       | person      | crm    | person | 1
"""


@pytest.mark.parametrize(
    ("deliveries", "history", "is_history"),
    [
        ("old | 2026-03-10 09:00", "old", True),
        ("new | 2026-03-10 09:00", "old", False),
        ("live | 2026-03-01 09:00\n crm | 1 | old | 2026-03-10 09:00", "old", False),
        ("old | 2026-02-01 09:00\n crm | 1 | live | 2026-03-01 09:01", "old", False),
    ],
    ids=["told afterwards", "said to be new", "known in time", "known before and told in time"],
)
def test_the_first_delivery_after_it_began_decides(deliveries: str, history: str, is_history: bool) -> None:
    person = f"source | record_id | batch_id | received_at\n crm | 1 | {deliveries}"
    row = clock(
        definitions__membership=READY,
        identity__link=LINK,
        taken__person=person,
        decided__history=f"batch_id\n{history}",
    )
    assert row["is_history"] is is_history
    assert row["due_at"] is not None


@pytest.mark.parametrize(
    ("touched", "witness", "is_measured"),
    [
        ("", "", False),
        ("", "crm", True),
        ("ana | 2026-03-01 10:00 | call | outbound | sales | true", "", True),
        ("", "other", False),
    ],
    ids=["nobody would know", "the CRM would know", "answered", "another system would not know her"],
)
def test_silence_about_history_counts_only_where_a_call_would_be_known(
    touched: str, witness: str, is_measured: bool
) -> None:
    row = clock(
        definitions__membership=READY,
        identity__link=LINK,
        taken__person="source | record_id | batch_id | received_at\n crm | 1 | old | 2026-03-10 09:00",
        decided__history="batch_id\nold",
        timeline__witness=f"source\n{witness}",
        timeline__touchpoint=f"person_id | at | kind | direction | team | is_human\n{touched}",
    )
    assert (row["is_history"], row["is_measured"]) == (True, is_measured)


def test_who_waited_before_the_import_is_neither_late_nor_due() -> None:
    from instep.handoffs.bands import bands
    from instep.handoffs.tests.test_bands import NOW, laid

    warehouse = laid("handoff_id | received_at | due_at | is_history\nh1 | 2026-01-01 | 2026-01-02 | true").warehouse
    assert {name: band.handoff_count for name, band in bands(warehouse, NOW).items() if band.handoff_count} == {
        "imported": 1
    }
