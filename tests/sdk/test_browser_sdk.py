"""The browser's sender delivers every event once, from another origin, though the collector is killed meanwhile."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import sync_playwright

from instep.sources.events.keys import Key, hashed, write_keys
from instep.sources.events.tests.serving import Served
from instep.sources.trust import PUBLIC
from instep.warehouse import Home
from instep.web.server import free_port
from tests.company import CHROMIUM

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
UMD = HERE / "node_modules/@segment/analytics-next/dist/umd"
KEY, COUNT = "pk_shop", 60


class Website(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        name = path.split("?")[0].lstrip("/")
        return str(UMD / name.removeprefix("umd/") if name.startswith("umd/") else HERE / name)

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def website() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Website))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_browser_delivers_every_event_once_though_the_collector_is_killed(tmp_path: Path, website: str) -> None:
    served = Served(Home(tmp_path).create(), free_port("127.0.0.1", 18_800))
    write_keys(served.home, [(hashed(KEY), Key("shop", "shop", PUBLIC, origins=(website,)))])
    served.start()
    try:
        _visit(f"{website}/page.html?{urlencode({'key': KEY, 'address': served.address, 'count': COUNT})}", served)
        assert sorted(served.stored("shop")) == sorted(f"Event {number}" for number in range(COUNT))
    finally:
        served.kill()


def _visit(address: str, served: Served) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("window.sent >= 20")
        served.kill()
        page.wait_for_function("window.sent >= 35")
        served.start()
        page.wait_for_function(f"window.sent >= {COUNT}")
        for _ in range(120):
            page.wait_for_timeout(250)
            if len(served.stored("shop")) >= COUNT:
                break
        browser.close()
