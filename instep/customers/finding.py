"""Whom do a few typed words find?"""

import re
from dataclasses import dataclass

from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

PAGE = 50
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
    """What was typed and chosen; what every found name, address, number or company must contain."""

    typed: str = ""
    region: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        typed = " ".join(self.typed.lower().split())
        words = [re.sub(r"\D", "", typed)] if NUMBER.fullmatch(typed) else typed.split()
        one, two, three, *_ = [*words, "", "", ""]
        return {"typed": typed or "\x00", "one": one, "two": two, "three": three, "region": self.region}


def found(warehouse: Warehouse, show: str, search: Search, after: str = "") -> tuple[list[Found], str | None]:
    """One page of people or companies, and the place after which the next begins (None at the end)."""
    rows = warehouse.ask(f"customers/{show}", Found, after=after, **search.parameters)
    return rows[:PAGE], rows[PAGE - 1].place if len(rows) > PAGE else None


def count(warehouse: Warehouse, search: Search) -> Count:
    return warehouse.ask("customers/counts", Count, **search.parameters)[0]


def regions(warehouse: Warehouse) -> list[str]:
    return [str(row["region"]) for row in warehouse.select(question_text("customers/regions"))]
