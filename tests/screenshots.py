"""Makes the pictures of the README: `make screenshots`. With a folder, pictures of every page there, to look at."""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import Page

from tests.company import Company, become, browser, every_page, kind_of, running

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DESK, TELEPHONE = (1280, 800), (390, 844)
SHOWN = {"today", "handoffs", "customers-customer", "definitions", "journey", "goals", "explain", "sources"}


def main(folder: Path | None = None, persons: int = 12_000) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "instep.web.tests.settings"
    django.setup()
    with running(persons) as company, browser() as chromium:
        page = chromium.new_page()
        page.goto(company.link)
        named = {name_of(path): path for path in every_page(page, company)}
        camera = Camera(page, company, folder or PICTURES)
        if folder:
            camera.take_all(named)
        else:
            camera.take_shown(named)


class Camera:
    def __init__(self, page: Page, company: Company, folder: Path) -> None:
        self.page, self.company, self.folder = page, company, folder
        folder.mkdir(parents=True, exist_ok=True)

    def take_shown(self, named: dict[str, str]) -> None:
        """What the README shows: each place at the desk, Today in the dark, and a rep's telephone."""
        for name in sorted(SHOWN & named.keys()):
            self.take(name, named[name])
        self.take("today", named["today"], is_dark=True)
        become(self.page, self.company, "sofia")
        for name in ("today", "handoffs"):
            self.take(name, named[name], size=TELEPHONE)

    def take_all(self, named: dict[str, str]) -> None:
        for name, path in named.items():
            for is_dark in (False, True):
                for size in (DESK, TELEPHONE):
                    self.take(name, path, is_dark, size)

    def take(self, name: str, path: str, is_dark: bool = False, size: tuple[int, int] = DESK) -> None:
        file = f"{name}{'-dark' if is_dark else ''}{'-390' if size == TELEPHONE else ''}.png"
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme="dark" if is_dark else "light", reduced_motion="reduce")
        self.page.goto(self.company.origin + path, wait_until="networkidle")
        self.page.screenshot(path=self.folder / file)
        print(file, file=sys.stderr)


def name_of(path: str) -> str:
    return (kind_of(path) or "page").replace(":index", "").replace(":", "-")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
