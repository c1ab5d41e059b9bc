"""What does a page state in numbers, and where do its links lead?"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Figure:
    """A number that opens its rows; `of` names which of their totals it is."""

    exact: float
    of: str
    href: str


@dataclass
class Page:
    address: str
    links: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=dict)
    parts: dict[str, list[float]] = field(default_factory=dict)
    choices: list[tuple[str, str]] = field(default_factory=list)
    row_count: int = 0
    """Of its last list, the one that a pager leads through."""
    next_page: str = ""
    unopened: list[str] = field(default_factory=list)
    """Numbers in figures and number cells that open nothing and do not say why."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    is_excused: bool
    is_number: bool
    text: str = ""
    opens: bool = False

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class _Reading(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.page, self.open, self.select = Page(address), [Element("", {}, False, False)], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        above = self.open[-1]
        excused = above.is_excused or "data-no-rows" in attributes or "data-total" in attributes
        element = Element(tag, attributes, excused, False)
        element.is_number = _states_a_number(element, above)
        self._note(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_data(self, data: str) -> None:
        for element in reversed(self.open):
            if element.is_number:
                element.text += data.strip()
                return

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1:
            element = self.open.pop()
            if element.is_number and DIGIT.search(element.text) and not element.opens:
                self.page.unopened.append(element.text)
            if element.tag == tag:
                return

    def _note(self, element: Element) -> None:
        said, page = element.attributes, self.page
        if element.tag == "a" and "href" in said:
            page.links.append(said["href"])
        if element.tag == "a" and said.get("rel") == "next":
            page.next_page = said["href"]
        if "data-rows" in said:
            page.row_count = 0
        if element.tag == "tr" and "data-rows" in self.open[-1].attributes:
            page.row_count += 1
        if "data-figure" in said:
            page.figures.append(Figure(float(said["data-figure"]), said.get("data-of", ""), said["href"]))
        if "data-total" in said:
            page.totals[said.get("data-of", "")] = float(said["data-total"])
        if "data-part" in said:
            page.parts.setdefault(said["data-of"], []).append(float(said["data-part"]))
        if {"data-figure", "data-total", "data-part"} & set(said) or "data-no-rows" in said:
            for each in self.open:
                each.opens = each.opens or each.is_number
        if element.tag == "select":
            self.select = said.get("name", "")
        if element.tag == "option" and said.get("value"):
            page.choices.append((self.select, said["value"]))


def _states_a_number(element: Element, above: Element) -> bool:
    if element.is_excused:
        return False
    return (element.tag == "td" and "number" in element.classes) or (
        "value" in element.classes and "figure" in above.classes
    )


def read(address: str, html: str) -> Page:
    reading = _Reading(address)
    reading.feed(html)
    return reading.page
