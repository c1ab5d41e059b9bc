"""How does a test or a camera get a running sample company, and all of its pages?"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
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
NO_PAGE = re.compile(r"\.(csv|json|xlsx|parquet|svg|png)$")


@dataclass(frozen=True)
class Company:
    origin: str
    link: str
    """Signs Lena in, once."""


@contextmanager
def running(persons: int, home: Path | None = None) -> Iterator[Company]:
    """The command that a visitor types, with the link it prints; ended when the caller is done."""
    with tempfile.TemporaryDirectory(prefix="instep-company-") as folder:
        command = [sys.executable, "-m", "instep.cli.main", "demo", "--persons", str(persons), "--port", "8400"]
        command += ["--home", str(home or Path(folder) / "home")]
        process = subprocess.Popen(command, env=os.environ | VISITOR, stderr=subprocess.PIPE, text=True)
        try:
            yield _company(process.stderr)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _company(lines: IO[str] | None) -> Company:
    said = []
    for line in lines or ():
        said.append(line)
        if found := LINK.search(line):
            return Company("{0.scheme}://{0.netloc}".format(urlsplit(found[0])), found[0])
    raise AssertionError("the sample company did not open:\n" + "".join(said))


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
        page.goto(company.origin + path)
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
