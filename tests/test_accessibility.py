"""Nobody is shut out: axe finds nothing on any page, light or dark, and every page fits a telephone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, StorageState

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


@dataclass(frozen=True)
class Walk:
    """All kinds of pages, and what the browser complained of on the way."""

    pages: list[str]
    complaints: list[str]
    signed_in: StorageState


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def walk(chromium: Browser, company: Company) -> Walk:
    """Lena's way through all pages, under the policy that everybody has."""
    page, complaints = chromium.new_page(), []
    page.on("console", lambda said: complaints.append(f"{page.url} {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url} {error}"))
    page.goto(company.link)
    pages = every_page(page, company)
    page.wait_for_load_state("networkidle")
    return Walk(pages, complaints, page.context.storage_state())


@pytest.fixture(scope="module")
def lena(chromium: Browser, walk: Walk) -> Page:
    """Lena's browser; her policy is lifted only so that axe can be put into the page."""
    return chromium.new_context(bypass_csp=True, storage_state=walk.signed_in).new_page()


def violations(page: Page) -> list[str]:
    found = page.evaluate(RUN, RULES)
    return [f"{each['id']}: {each['help']}: {node['html']}" for each in found for node in each["nodes"]]


def test_axe_finds_nothing_and_every_page_fits_a_telephone(lena: Page, company: Company, walk: Walk) -> None:
    problems, wide = {}, []
    for path in walk.pages:
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


def test_every_page_obeys_the_policy(company: Company, walk: Walk) -> None:
    assert walk.complaints == [], company.log.read_text()[-3000:]


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
