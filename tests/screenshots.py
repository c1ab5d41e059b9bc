"""Makes the pictures of the README: `make screenshots`."""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import Page

from tests.company import Company, become, browser, every_page, kind_of, running

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def main(persons: int = 12_000) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "instep.web.tests.settings"
    django.setup()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running(persons) as company, browser() as chromium:
        page = chromium.new_context(viewport=DESK, device_scale_factor=1).new_page()  # type: ignore[arg-type]
        page.goto(company.link)
        take_all(page, company)
        become(page, company, "sofia")
        take(page, company, "/today/", "today-sofia", "light", TELEPHONE)


def take_all(page: Page, company: Company) -> None:
    """Every page at the desk, light and dark, and on a telephone."""
    for path in every_page(page, company):
        name = (kind_of(path) or "page").replace(":index", "").replace(":", "-")
        take(page, company, path, name, "light", DESK)
        take(page, company, path, f"{name}-dark", "dark", DESK)
        take(page, company, path, f"{name}-390", "light", TELEPHONE)


def take(page: Page, company: Company, path: str, name: str, scheme: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(company.origin + path, wait_until="networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"{name}.png", file=sys.stderr)


if __name__ == "__main__":
    main()
