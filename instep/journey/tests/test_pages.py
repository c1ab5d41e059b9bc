"""Every figure of the journey opens rows that add up to it; Mark, Sofia and Uma may look, Charlie may not."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest

from instep.journey.tests.laid import published
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 1, tzinfo=UTC)
DIGITS = re.compile(r"^[\d\u00a0]+$")
LINK = re.compile(r'<a class="rows" data-figure="[^"]*" href="(/journey/rows/[^"]*)">([^<]+)</a>')
COUNTED = re.compile(r'<p class="scope">.*?<b [^>]*>([^<]+)</b>', re.DOTALL)


@pytest.fixture
def company() -> Iterator[None]:
    leads = "\n".join(f"lead | 1 | p{n} | | 2026-0{1 + n % 6}-03" for n in range(120))
    ready = "\n".join(f"sales_ready | 1 | p{n} | | 2026-0{1 + n % 6}-{4 + n % 9:02}" for n in range(0, 120, 2))
    deals = "\n".join(f"opportunity | 1 | p{n} | | 2026-06-{10 + n % 9}" for n in range(0, 120, 5))
    people = "\n".join(f"p{n} | Person {n} | {'ES' if n % 3 else 'DE'} | Web" for n in range(120))
    sold = "\n".join(
        f"d{n} | Deal {n} | {'won' if n % 2 else 'open'} | 100 | 2026-0{1 + n % 6}-05 | 9" for n in range(30)
    )
    stays = "\n".join(f"d{n} | Qualify | 2026-05-05 | {'2026-05-09' if n % 2 else ''}" for n in range(30))
    with published(
        definitions__membership=f"definition | version | person_id | account_id | from_at\n{leads}\n{ready}\n{deals}",
        definitions__volume="definition | version\nlead | 1\nlead | 2",
        identity__person="person_id | full_name | country | lead_source | account_id | industry | employee_count"
        f" | owner_name\n{people}",
        timeline__opportunity="opportunity_id | name | outcome | amount | created_at | cycle_days | owner_name | team"
        f" | region | product | channel | source | account_name | stage | amount_currency | closed_at\n{sold}",
        timeline__opportunity_stage=f"opportunity_id | stage | entered_at | left_at\n{stays}",
    ):
        yield


@pytest.mark.parametrize("who", ["mark", "sofia", "uma", "lena"])
def test_everybody_with_a_role_may_look(company: None, who: str) -> None:
    assert signed_in(who).get("/journey/").status_code == 200


def test_charlie_may_see_nothing(company: None) -> None:
    for page in ("/journey/", "/journey/rows/", "/journey/rows/steps/", "/journey/rows/opportunities/"):
        assert signed_in("charlie").get(page).status_code == 403


@pytest.mark.parametrize(
    "asked", ["", "?months=all", "?region=DE", "?by=region&stage=lead&next_stage=sales_ready", "?by=team"]
)
def test_every_figure_opens_rows_that_add_up_to_it(company: None, asked: str) -> None:
    mark = signed_in("mark")
    links = LINK.findall(mark.get(f"/journey/{asked}").text)
    figures = {unescape(address): text for address, text in links if DIGITS.match(text)}
    assert len(figures) > 10
    for address, figure in figures.items():
        page = mark.get(address).text
        found = COUNTED.search(page)
        assert found, address
        assert found[1] == figure, address


def test_a_young_month_is_called_open(company: None) -> None:
    page = signed_in("mark").get("/journey/").text
    assert "still open" in page
    assert 'Lead\u00a0<span class="version">v2</span></a>' in page
    assert "Of 100 leads, 50 become sales-ready" in page


def test_what_is_misspelled_in_the_address_is_left_out(company: None) -> None:
    for asked in ("?months=7&by=shoe", "?cohort=2026-13", "?stage=x&after=-1", "?region=%27%3B--"):
        assert signed_in("mark").get(f"/journey/{asked}").status_code == 200
        assert signed_in("mark").get(f"/journey/rows/{asked}").status_code == 200
        assert signed_in("mark").get(f"/journey/rows/stays/{asked}").status_code == 200


def test_only_opportunities_have_a_funnel_of_their_own() -> None:
    deals = "opportunity_id | name | outcome | amount | created_at | cycle_days | owner_name | team | region | product"
    deals += (
        " | channel | source | account_name | stage | amount_currency | closed_at\nd1 | Deal | won | 5 | 2026-06-01 | 3"
    )
    with published(timeline__opportunity=deals):
        page = signed_in("sofia").get("/journey/").text
    assert "100.0 % of 1 decided opportunities were won" in page
    assert "Won of decided" in page


def test_without_anything_the_page_says_what_will_be_here() -> None:
    with published():
        assert "No journeys here" in signed_in("sofia").get("/journey/").text


def test_the_last_months_of_an_old_export_are_its_own() -> None:
    """Not twelve months counted back from today, in which nothing happened."""
    sold = "o1 | Old pump | won | 100 | 2017-06-05 | 2017-07-01\no2 | Older pump | lost | 100 | 2016-05-05 | 2016-07-01"
    with published(timeline__opportunity=f"opportunity_id | name | outcome | amount | created_at | closed_at\n{sold}"):
        html = signed_in("mark").get("/journey/").text
        rows = signed_in("mark").get("/journey/rows/opportunities/").text
    assert "No journeys here" not in html
    assert "journeys up to 5 Jun 2017" in html
    assert "Old pump" in rows
    assert "Older pump" not in rows
