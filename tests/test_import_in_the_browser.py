"""A person brings a file in, from the drop to the numbers and back, as they would at their desk."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from instep.sources.taking.batch import batches
from instep.warehouse import Home
from tests.company import LINK, VISITOR, browser

pytestmark = pytest.mark.browser
CONTACTS = """Id,Email,First Name,Last Name,Company,Wanted,Created
007,ana@acme.example,Ana,<b>Pérez</b>,N/A,a demo,2026-01-31
2,ben@beta.example,Ben,Ito,Beta,"=HYPERLINK(""x"")",soon
3,ana@acme.example,Ana,Pérez,Acme,,2026-02-01
"""
PATIENCE = 120_000


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


@pytest.fixture
def page(home: Home, tmp_path: Path) -> Iterator[Page]:
    """The first admin's browser, in a home where nothing is yet."""
    command = [sys.executable, "-m", "instep.cli.main", "serve", "--port", "8600"]
    log = tmp_path / "log"
    with (
        log.open("w") as said,
        subprocess.Popen(command, env=os.environ | VISITOR | {"INSTEP_HOME": str(home.path)}, stderr=said) as server,
    ):
        try:
            with browser() as chromium:
                yield signed_in(chromium.new_page(), link(log))
        finally:
            server.terminate()


def link(log: Path) -> str:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        if found := LINK.search(log.read_text()):
            return found[0]
        time.sleep(0.2)
    raise AssertionError(f"nobody is let in:\n{log.read_text()}")


def signed_in(page: Page, address: str) -> Page:
    page.set_default_timeout(PATIENCE)
    for _ in range(300):
        try:
            page.goto(address)
            return page
        except Exception as error:
            if "interrupted by another navigation" in str(error):
                page.wait_for_load_state()
                return page
            if "CONNECTION_REFUSED" not in str(error):
                raise
            time.sleep(0.2)
    raise AssertionError("nobody answers")


def at(page: Page, path: str) -> str:
    found = re.match(r"https?://[^/]+", page.url)
    assert found
    return found[0] + path


def test_from_the_drop_to_the_numbers_and_back(page: Page, home: Home, tmp_path: Path) -> None:
    file = tmp_path / "people of the fair.csv"
    file.write_text(CONTACTS, encoding="utf-8")
    page.goto(at(page, "/sources/"))
    page.set_input_files("#id_file", file)
    page.fill("#id_source", "fair")
    page.click("text=Take it in")
    page.wait_for_url("**/read/")
    page.check("input[name=missing][value='N/A']")
    page.click("text=Continue to mapping")
    page.wait_for_url("**/map/")
    page.select_option("#field-0-5", "lead_source")
    page.click("text=Continue to who is who")
    page.wait_for_url("**/identify/")
    assert page.locator("td:has-text('e-mail ana@acme.example')").count() == 2
    page.click("text=Continue to the check")
    page.wait_for_url("**/check/")
    page.locator(".mend input").fill("2026-02-02")
    page.click("text=Check the mended records")
    page.wait_for_selector("td.number:has-text('mended')")
    assert not batches(home)
    page.locator("button:has-text('Take it in')").press("Enter")
    page.wait_for_selector("text=What was taken in")
    whole, mended = batches(home)
    assert (whole.taken_count, whole.refused_count, mended.taken_count) == (2, 1, 1)
    page.click("#progress tbody a >> nth=0")
    page.click("text=Undo this delivery")
    page.click("text=Yes, undo it")
    page.wait_for_url("**/sources/")
    until = time.monotonic() + 60
    while batches(home)[0].undone_at is None and time.monotonic() < until:
        time.sleep(0.2)
    assert [batch.undone_at is None for batch in batches(home)] == [False, False], "the mend goes with it"
