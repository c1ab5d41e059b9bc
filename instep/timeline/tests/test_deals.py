"""Opportunities count once, with the owner's region, the list's product and no invented close date."""

from instep.identity.tests.records import recorded, resolved

OWNER = "source | record_id | name | team | region | manager_name\ncrm | s | Sofia Keller | | West | Lena Fischer"
PRODUCT = "source | record_id | name\ncrm | p1 | GTX Pro"
ACCOUNT = "source | record_id | name | country\ncrm | A | Acme GmbH | DE"


def deals(text: str, **others: str) -> dict[str, dict[str, object]]:
    texts = {"owner": OWNER, "product": PRODUCT, "account": ACCOUNT, "opportunity": text} | others
    rows = resolved(recorded(**texts), "timeline.opportunity")
    return {str(row["opportunity_id"]).removeprefix("crm/opportunity/"): row for row in rows}


def test_a_product_is_the_lists_only_where_it_matches_exactly() -> None:
    found = deals("source|record_id|product_ref|product_name\ncrm|1|p1|\ncrm|2||GTX Pro\ncrm|3||GTXPro")
    assert [found[i]["product"] for i in "123"] == ["GTX Pro", "GTX Pro", "GTXPro"]


def test_region_and_team_are_the_owners_then_the_records_then_the_accounts() -> None:
    found = deals(
        "source|record_id|owner_ref|region|team|account_ref\ncrm|1|s|East|Blue|A\ncrm|2||East|Blue|A\ncrm|3||||A"
    )
    assert [(found[i]["region"], found[i]["team"]) for i in "123"] == [("West", "Blue"), ("East", "Blue"), ("DE", None)]


def test_a_deal_without_account_stays() -> None:
    assert deals("source|record_id|amount\ncrm|1|100")["1"]["account_id"] is None


def test_the_close_date_of_an_open_deal_is_a_hope() -> None:
    found = deals(
        "source|record_id|outcome|created_at|closed_at\ncrm|1|open|2026-01-01|2026-03-02\ncrm|2|won|2026-01-01|2026-03-02"
    )
    assert found["1"]["closed_at"] is None
    assert str(found["1"]["expected_close_at"]).startswith("2026-03-02")
    assert (found["1"]["cycle_days"], found["2"]["cycle_days"]) == (None, 60.0)


def test_a_merged_deal_and_a_copy_in_another_system_count_once() -> None:
    found = deals("source|record_id|merged_refs|external_ids\ncrm|1|2;9|\ncrm|2||\nhub|77||crm:1")
    assert list(found) == ["1"]


def test_of_two_deals_that_name_each_other_one_counts() -> None:
    assert len(deals("source|record_id|external_ids\ncrm|1|hub:77\nhub|77|crm:1")) == 1


def test_a_stay_in_a_stage_ends_with_the_next_or_when_the_deal_closes() -> None:
    stage = """
        source | record_id | opportunity_ref | stage | entered_at
        crm | a | 1 | Proposal | 2026-02-01
        crm | b | 1 | Discovery | 2026-01-01
    """
    deal = "source|record_id|outcome|closed_at\ncrm|1|lost|2026-03-01"
    rows = resolved(recorded(opportunity=deal, opportunity_stage=stage), "timeline.opportunity_stage")
    assert [(row["stage"], str(row["left_at"])[:10]) for row in rows] == [
        ("Discovery", "2026-02-01"),
        ("Proposal", "2026-03-01"),
    ]
