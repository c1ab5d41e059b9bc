"""How does a test look at all pages as somebody signed in, and open every number on them?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isclose
from urllib.parse import urljoin, urlsplit

from django.test import Client

from tests.company import kind_of
from tests.pages import Figure, Page, read

MOST = {"customers:customer": 4, "handoffs:handoff": 2, "goals:kpi": 10, "sources:delivery": 4, "definitions:show": 3}
OTHERS = 3
"""So many pages of a kind are walked; every number on them is opened."""


MOST_OF_A_PAGE = 30
FEW_PAGES, FEW_LISTS = 6, 15


@dataclass
class Reader:
    """Somebody signed in, and the pages read so far."""

    client: Client
    pages: dict[str, Page] = field(default_factory=dict)
    walked: list[Page] = field(default_factory=list)

    def open(self, address: str) -> Page:
        address = address.split("#")[0]
        if address not in self.pages:
            answer = self.client.get(address)
            assert answer.status_code == 200, f"{address} answers {answer.status_code}"
            self.pages[address] = read(address, answer.text)
        return self.pages[address]

    def walk(self, start: str) -> "Reader":
        """Every page that links and filters lead to from `start`; of those alike only some."""
        waiting, seen, counted = [start], {start}, Counter[str]()
        for address in _drain(waiting):
            kind = kind_of(address)
            if kind is None or counted[kind] >= MOST.get(kind, OTHERS):
                continue
            counted[kind] += 1
            page = self.open(address)
            self.walked.append(page)
            new = [each for each in _leads_to(page) if each not in seen]
            waiting += dict.fromkeys(new)
            seen.update(new)
        return self

    def few(self) -> list[tuple[Page, Figure]]:
        """Of the many alike on one page, only every so manyth is opened."""
        return [pair for page in self.walked for pair in _spread([(page, figure) for figure in page.figures])]

    def figures(self) -> list[tuple[Page, Figure]]:
        return [(page, figure) for page in self.walked for figure in page.figures]

    def disagreements(self) -> Iterator[str]:
        """Figures whose rows come to something else, or do not say what they come to."""
        for page, figure in self.few():
            found = self.open(urljoin(page.address, figure.href)).totals.get(figure.of)
            if found is None or not isclose(found, figure.exact, rel_tol=1e-6, abs_tol=1e-9):
                yield f"{page.address}: {figure.exact} {figure.of}, but {figure.href} says {found}"

    def miscounted(self) -> Iterator[str]:
        """Lists whose pages hold more or fewer rows than they say there are; of long ones only the first few."""
        first = [page for page in self.pages.values() if "listed" in page.totals and "after=" not in page.address]
        short = [page for page in first if not page.next_page]
        long = [page for page in first if page.next_page and page.totals["listed"] <= FEW_PAGES * page.row_count]
        for page in short + long[:: len(long) // FEW_LISTS + 1]:
            counted = sum(each.row_count for each in self.and_following(page))
            if counted != page.totals["listed"]:
                yield f"{page.address} lists {counted}, says {page.totals['listed']}"

    def and_following(self, page: Page) -> Iterator[Page]:
        yield page
        while page.next_page:
            page = self.open(urljoin(page.address, page.next_page))
            yield page


def _spread(pairs: list[tuple[Page, Figure]]) -> list[tuple[Page, Figure]]:
    return pairs[:: len(pairs) // MOST_OF_A_PAGE + 1]


def _drain(waiting: list[str]) -> Iterator[str]:
    while waiting:
        yield waiting.pop(0)


def _leads_to(page: Page) -> Iterator[str]:
    path = urlsplit(page.address).path
    for link in page.links:
        if not urlsplit(link).netloc and not link.startswith(("#", "mailto:", "tel:")):
            yield urljoin(page.address, link).split("#")[0]
    for name in dict.fromkeys(name for name, _ in page.choices):
        value = next(value for each, value in reversed(page.choices) if each == name)
        yield f"{path}?{name}={value}"
