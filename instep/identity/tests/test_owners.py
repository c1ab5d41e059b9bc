"""Colleagues are found by id, by name and by address, in whatever system they stand."""

from instep.identity.tests.records import recorded, resolved

OWNER = """
    source | record_id | name | email
    crm | 7 | Sofia Sales | sofia@us.com
    hub | h1 | S. Sales | SOFIA@us.com
"""
OPPORTUNITY = """
    source | record_id | owner_ref | owner_name
    crm | 1 | 7 |
    files | 2 | | sofia sales
    files | 3 | | Sam Sold
"""


def test_a_name_on_a_deal_is_the_colleague_of_that_name() -> None:
    bench = recorded(owner=OWNER, opportunity=OPPORTUNITY)
    names = {row["owner_id"]: row["name"] for row in resolved(bench, "identity.owner")}
    links = {(row["source"], row["owner_ref"]): row["owner_id"] for row in resolved(bench, "identity.owner_link")}
    meant = {mention: names[owner] for mention, owner in links.items()}
    assert meant["crm", "7"] == meant["hub", "h1"] == meant["files", "sofia sales"] == "Sofia Sales"
    assert meant["files", "Sam Sold"] == "Sam Sold"
    assert len(names) == 2


def test_an_id_that_nobody_explains_stays_as_the_name() -> None:
    bench = recorded(opportunity="source | record_id | owner_ref\ncrm | 1 | 4711")
    assert [row["name"] for row in resolved(bench, "identity.owner")] == ["4711"]
