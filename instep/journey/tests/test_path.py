"""One row per person, every amount once, and the words to split them by."""

from decimal import Decimal
from typing import Any

from instep.journey.tests.laid import bench


def path(**tables: str) -> dict[str, Any]:
    return {row["person_id"]: row for row in bench(**tables).warehouse.select("select * from journey.path")}


PEOPLE = """
    person_id | account_id | full_name | lead_source | country | industry | employee_count | owner_name
    ana       | acme       | Ana Pérez | Trade show  | ES      | Retail   | 99             | Sofia
    ben       | acme       | Ben Okoye |             |         |          |                |
"""
LEADS = """
    definition  | version | person_id | account_id | from_at
    lead        | 1       | ana       | acme       | 2026-01-01
    lead        | 1       | ben       | acme       | 2026-01-02
    sales_ready | 1       | ana       | acme       | 2026-01-05
    sales_ready | 1       | ana       | acme       | 2026-03-05
    opportunity | 1       | ana       | acme       | 2026-01-09
    opportunity | 1       |           | bolt       | 2026-01-09
"""


def test_only_people_who_became_leads_have_a_path() -> None:
    assert set(path(identity__person=PEOPLE, definitions__membership=LEADS)) == {"ana", "ben"}


def test_the_first_entry_into_a_stage_is_its_moment() -> None:
    ana = path(identity__person=PEOPLE, definitions__membership=LEADS)["ana"]
    assert (ana["sales_ready_at"].month, ana["opportunity_at"].day) == (1, 9)


def test_the_newest_version_of_a_definition_counts() -> None:
    newer = LEADS + "    lead | 2 | ben | acme | 2026-02-02\n"
    assert set(path(identity__person=PEOPLE, definitions__membership=newer)) == {"ben"}


def test_what_nobody_recorded_is_called_unknown() -> None:
    ben = path(identity__person=PEOPLE, definitions__membership=LEADS)["ben"]
    names = ("channel", "campaign", "region", "country", "segment", "industry", "product", "owner_name", "team")
    assert {ben[name] for name in names} == {"unknown"}
    assert (ben["won_amount"], ben["opportunity_count"]) == (Decimal(0), 0)


def test_the_recorded_source_names_the_channel_else_the_first_touch_of_marketing_does() -> None:
    touches = """
        touchpoint_id | person_id | at         | team      | channel | campaign | direction
        1             | ana       | 2026-01-03 | sales     | phone   |          | inbound
        2             | ana       | 2026-01-05 | marketing | search  |          | inbound
        3             | ana       | 2026-01-06 | marketing | e-mail  | Spring   | inbound
        4             | ben       | 2026-01-06 | marketing | e-mail  | Mailing  | outbound
        5             | ben       | 2026-01-07 | marketing | search  |          | inbound
    """
    found = path(identity__person=PEOPLE, definitions__membership=LEADS, timeline__touchpoint=touches)
    assert (found["ana"]["channel"], found["ana"]["campaign"]) == ("Event", "Spring")
    assert found["ben"]["channel"] == "search"


def test_persons_have_the_words_for_channels_that_deals_have() -> None:
    people = """
        person_id | full_name | lead_source
        ana       | Ana Pérez | Trade show
        ben       | Ben Okoye | TRADE SHOW
        chi       | Chi Nwosu | N/A
    """
    leads = LEADS + "    lead | 1 | chi | acme | 2026-01-03\n"
    found = path(identity__person=people, definitions__membership=leads)
    assert [found[who]["channel"] for who in ("ana", "ben", "chi")] == ["Event", "Event", "unknown"]


def test_a_person_without_an_owner_belongs_to_the_sales_region_of_their_country() -> None:
    people = """
        person_id | full_name | country | region  | owner_name
        ana       | Ana Pérez | DE      | Bavaria | Sofia
        ben       | Ben Okoye | DE      | Hesse   |
        chi       | Chi Nwosu | JP      | Kansai  |
    """
    leads = LEADS + "    lead | 1 | chi | acme | 2026-01-03\n"
    owners = "name | team | region\nSofia | Inside | DACH"
    found = path(identity__person=people, definitions__membership=leads, identity__owner=owners)
    assert [found[who]["region"] for who in ("ana", "ben", "chi")] == ["DACH", "DACH", "Kansai"]


def test_a_country_in_place_of_a_region_counts_for_the_region_that_its_deals_are_sold_in() -> None:
    people = """
        person_id | full_name | country
        ana       | Ana Pérez | DE
        ben       | Ben Okoye | DE
        chi       | Chi Nwosu | DE
    """
    deals = "opportunity_id | region\nd1 | DACH\nd2 | DE"
    bought = """
        kind        | record_id | subject_id | outcome | started_at
        opportunity | d1        | ana        | open    | 2026-02-01
        opportunity | d2        | ben        | open    | 2026-02-01
    """
    leads = LEADS + "    lead | 1 | chi | acme | 2026-01-03\n"
    found = path(
        identity__person=people,
        definitions__membership=leads,
        timeline__opportunity=deals,
        definitions__buyer=bought,
    )
    assert {row["region"] for row in found.values()} == {"DACH"}


def test_the_opportunity_says_region_and_team_else_the_owner_else_the_country() -> None:
    owners = "name | team | region\nSofia | Inside | Iberia"
    deals = """
        opportunity_id | owner_name | team  | region | product
        d1             | Sofia      | Field |        | Pump
    """
    bought = """
        kind        | record_id | subject_id | outcome | amount | amount_currency | started_at | ended_at
        opportunity | d1        | ana        | won     | 10     | EUR             | 2026-02-01 | 2026-03-01
    """
    tables = {"identity__person": PEOPLE, "definitions__membership": LEADS}
    ana = path(**tables, identity__owner=owners, timeline__opportunity=deals, definitions__buyer=bought)["ana"]
    assert (ana["team"], ana["region"], ana["product"]) == ("Field", "Iberia", "Pump")
    assert path(**tables)["ana"]["region"] == "ES"
    assert (ana["segment"], path(**tables, identity__owner=owners)["ana"]["team"]) == ("SMB", "Inside")


BOUGHT = """
    kind        | record_id | subject_id | outcome | amount | amount_currency | started_at | ended_at
    opportunity | d1        | ana        | {0}     | 10     | EUR             | 2026-02-01 | 2026-03-01
    opportunity | d2        | ana        | lost    | 99     | EUR             | 2026-01-01 | 2026-04-01
    order       | o1        | ana        | won     | 77     | EUR             | 2026-02-01 | 2026-02-01
"""


def test_won_opportunities_add_up_and_orders_do_not_count_twice() -> None:
    ana = path(identity__person=PEOPLE, definitions__membership=LEADS, definitions__buyer=BOUGHT.format("won"))["ana"]
    assert (ana["won_amount"], ana["opportunity_count"], ana["opportunity_id"]) == (Decimal(10), 2, "d1")
    assert ana["lost_at"] is None


def test_a_person_is_lost_when_nothing_is_open_any_more() -> None:
    tables = {"identity__person": PEOPLE, "definitions__membership": LEADS}
    assert path(**tables, definitions__buyer=BOUGHT.format("lost"))["ana"]["lost_at"].month == 4
    assert path(**tables, definitions__buyer=BOUGHT.format("open"))["ana"]["lost_at"] is None
