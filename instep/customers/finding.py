"""Whom do a few typed words find?"""

import re
from dataclasses import dataclass

from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

PAGE = 50
MOST_WORDS = 3
BY_WORD = "_by_word"
LAST = "\U0010ffff"
"""Comes after every letter: what begins with a word lies between it and it with this behind."""
COMPANIES, PEOPLE = "companies", "people"
NUMBER = re.compile(r"[\d\s()/.+-]{4,}")


@dataclass(frozen=True)
class Found:
    """A row of the list; `person_count` is that of a company."""

    id: str
    name: str
    detail: str | None
    account_id: str | None
    company: str | None
    region: str
    owner_name: str | None
    status: str | None
    person_count: int
    record_count: int
    source_count: int
    place: str


@dataclass(frozen=True)
class Count:
    people: int
    companies: int


@dataclass(frozen=True)
class Search:
    """What was typed and chosen.

    Each word typed begins a word of a name, an address or a company; where no customer has such words, or a number was
    typed, it stands anywhere within them.
    """

    typed: str = ""
    region: str = ""

    @property
    def line(self) -> str:
        return " ".join(self.typed.lower().split())

    @property
    def is_number(self) -> bool:
        return NUMBER.fullmatch(self.line) is not None

    @property
    def words(self) -> list[str]:
        return [re.sub(r"\D", "", self.line)] if self.is_number else self.line.split()[:MOST_WORDS]

    @property
    def parameters(self) -> dict[str, object]:
        one, two, three, *_ = [*self.words, "", "", ""]
        ends = {f"{name}_end": word and word + LAST for name, word in (("one", one), ("two", two), ("three", three))}
        said = {"typed": self.line or "\x00", "region": self.region, "word_count": len(set(self.words))}
        return said | {"one": one, "two": two, "three": three} | ends


def found(warehouse: Warehouse, show: str, search: Search, after: str = "") -> tuple[list[Found], str | None]:
    """One page of people or companies, and the place after which the next begins (None at the end)."""
    question = f"customers/{show}{_way(warehouse, search)}"
    rows = warehouse.ask(question, Found, after=after, **search.parameters)
    return rows[:PAGE], rows[PAGE - 1].place if len(rows) > PAGE else None


def count(warehouse: Warehouse, search: Search) -> Count:
    return warehouse.ask(f"customers/counts{_way(warehouse, search)}", Count, **search.parameters)[0]


def _way(warehouse: Warehouse, search: Search) -> str:
    """By words that begin so, which is quick; within words where none begins so."""
    if not search.words or search.is_number:
        return ""
    begun = warehouse.ask(f"customers/counts{BY_WORD}", Count, **search.parameters)[0]
    return BY_WORD if begun.people or begun.companies else ""


def regions(warehouse: Warehouse) -> list[str]:
    return [str(row["region"]) for row in warehouse.select(question_text("customers/regions"))]
