"""Nobody is shut out: axe finds nothing on any page, light or dark, and every page fits a telephone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.company import Company, become, browser, every_page, running

AXE = Path(__file__).parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AT_ONCE = "* { transition: none !important; }"
"""Or colours would be looked at on their way to the dark."""
RUN = "rules => axe.run(document, {runOnly: rules}).then(found => found.violations)"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: run `make assets`"),
]


@pytest.fixture(scope="module")
def company() -> Iterator[Company]:
    with running(persons=1500) as company:
        yield company


@pytest.fixture(scope="module")
def lena(company: Company) -> Iterator[Page]:
    """Lena's browser; her policy is lifted only so that axe can be put into the page."""
    with browser() as chromium:
        page = chromium.new_context(bypass_csp=True).new_page()
        page.goto(company.link)
        yield page


@pytest.fixture(scope="module")
def pages(lena: Page, company: Company) -> list[str]:
    return every_page(lena, company)


def violations(page: Page) -> list[str]:
    found = page.evaluate(RUN, RULES)
    return [f"{each['id']}: {each['help']}: {node['html']}" for each in found for node in each["nodes"]]


def test_axe_finds_nothing_and_every_page_fits_a_telephone(lena: Page, company: Company, pages: list[str]) -> None:
    problems, wide = {}, []
    for path in pages:
        look(lena, "light", 1280)
        lena.goto(company.origin + path)
        lena.add_script_tag(path=AXE)
        lena.add_style_tag(
            content="* { transition: none !important; }"
        )  # or colours are looked at half-way to the dark
        problems[path, "light"] = violations(lena)
        look(lena, "dark", 390)
        problems[path, "dark"] = violations(lena)
        if lena.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert {where: found for where, found in problems.items() if found} == {}
    assert wide == []


def look(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 844})


def test_every_page_obeys_the_policy(company: Company, lena: Page, pages: list[str]) -> None:
    browser = lena.context.browser
    assert browser is not None
    page, complaints = browser.new_context(storage_state=lena.context.storage_state()).new_page(), []
    page.on("console", lambda said: complaints.append(f"{page.url} {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url} {error}"))
    for path in pages:
        page.goto(company.origin + path, wait_until="networkidle")
    assert complaints == [], company.log.read_text()[-3000:]


def test_sofia_sees_the_places_of_a_rep(company: Company, lena: Page) -> None:
    page = lena.context.new_page()
    become(page, company, "sofia")
    assert "Data" not in page.locator("nav.menu").inner_text()
    become(page, company, "lena")


def test_times_are_those_of_the_readers_own_clock(company: Company, lena: Page) -> None:
    browser = lena.context.browser
    assert browser is not None
    page = browser.new_context(storage_state=lena.context.storage_state(), timezone_id="Asia/Tokyo").new_page()
    page.goto(f"{company.origin}/sources/", wait_until="networkidle")
    shown = page.locator(".scope time").first
    local = shown.evaluate("time => new Date(time.dateTime).toLocaleTimeString('en-GB', {timeStyle: 'short'})")
    assert local in shown.inner_text()
