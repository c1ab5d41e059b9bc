"""How does a test or a camera get a running sample company, and all of its pages?"""

import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
VISITOR = {
    "DJANGO_SETTINGS_MODULE": "instep.web.settings",
    "BROWSER": "true",
    "TERM": "dumb",
    "COLUMNS": "300",
    "NO_COLOR": "1",
}
LINK = re.compile(r"http://\S+/team/enter/\S+/")
PATIENCE_SECONDS = 300
NO_PAGE = re.compile(r"\.(csv|json|yaml|xlsx|parquet|svg|png)$")


@dataclass(frozen=True)
class Company:
    origin: str
    link: str
    """Signs Lena in, once."""
    log: Path
    home: Path


@contextmanager
def running(persons: int, home: Path | None = None, patience: float = PATIENCE_SECONDS) -> Iterator[Company]:
    """The command that a visitor types, with the link it prints; ended when the caller is done."""
    with tempfile.TemporaryDirectory(prefix="instep-company-") as folder:
        command = [sys.executable, "-m", "instep.cli.main", "demo", "--persons", str(persons)]
        home = home or Path(folder) / "home"
        command += ["--home", str(home), "--port", str(random.randrange(12_000, 30_000, 2))]
        log = Path(folder) / "log"
        with log.open("w") as said, subprocess.Popen(command, env=os.environ | VISITOR, stderr=said) as process:
            try:
                yield _company(process, log, home, time.monotonic() + patience)
            finally:
                process.terminate()


def _company(process: subprocess.Popen[bytes], log: Path, home: Path, patient_until: float) -> Company:
    """As soon as the link is printed and somebody answers there."""
    while process.poll() is None and time.monotonic() < patient_until:
        if found := LINK.search(log.read_text()):
            parts = urlsplit(found[0])
            _wait_for(parts.hostname or "", parts.port or 80)
            return Company(f"{parts.scheme}://{parts.netloc}", found[0], log, home)
        time.sleep(0.2)
    raise AssertionError(f"the sample company did not open:\n{log.read_text()}")


def _wait_for(host: str, port: int) -> None:
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex((host, port)) == 0:
                return
        time.sleep(0.2)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


def become(page: Page, company: Company, username: str) -> None:
    """Look through this employee's eyes, by the switch in the avatar menu."""
    page.goto(f"{company.origin}/today/")
    page.locator("button.avatar").click()
    page.locator(f"#me button[value={username}]").click()
    page.wait_for_url("**/today/")


def every_page(page: Page, company: Company) -> list[str]:
    """One address of each kind of page that can be reached by links, in the order in which they are found."""
    found: dict[str, str] = {}
    waiting, seen = ["/today/"], {"/today/"}
    for path in _drain(waiting):
        kind = kind_of(path)
        if kind is None or kind in found:
            continue
        found[kind] = path
        answer = page.goto(company.origin + path)
        assert answer and answer.ok, f"{path} does not answer:\n{company.log.read_text()[-2000:]}"  # noqa: PT018
        links = page.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.href)")
        new = [link.removeprefix(company.origin).split("#")[0] for link in links if link.startswith(company.origin)]
        waiting += [link for link in dict.fromkeys(new) if link not in seen]
        seen.update(new)
    return list(found.values())


def _drain(waiting: list[str]) -> Iterator[str]:
    while waiting:
        yield waiting.pop(0)


def kind_of(path: str) -> str | None:
    """The view behind an address; None when it is no page, or the way out."""
    try:
        name = resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
    return (
        None if NO_PAGE.search(urlsplit(path).path) or name in {"account_logout", "team_enter", "front_door"} else name
    )
