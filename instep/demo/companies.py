"""Which companies does the sample company deal with? Names, addresses, sizes and telephone numbers, each only once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np

from instep.demo.draws import Draws
from instep.demo.inquiries import Inquiries
from instep.demo.market import REGIONS, SEGMENTS
from instep.demo.phones import PLANS, Phone, switchboard
from instep.demo.spelling import slug
from instep.demo.words import by_key, lines, pairs, rows


@dataclass(frozen=True)
class Company:
    short_name: str
    legal_form: str
    domain: str
    country: str
    language: str
    city: str
    street: str
    postal_code: str
    phone: Phone
    industry: str
    employee_count: int
    region: str
    founded_year: int

    @property
    def name(self) -> str:
        return f"{self.short_name} {self.legal_form}"

    @property
    def country_name(self) -> str:
        return PLANS[self.country]["name"]


def companies(people: Inquiries, draws: Draws) -> list[Company]:
    dice = draws.dice("companies")
    sizes = _employee_counts(people, draws)
    taken: set[str] = set()
    return [
        _company(REGIONS[region].name, _country(region, dice), size, taken, dice)
        for region, size in zip(people.account_region.tolist(), sizes, strict=True)
    ]


def _employee_counts(people: Inquiries, draws: Draws) -> list[int]:
    low, high = np.log(np.array([segment.employees for segment in SEGMENTS], dtype=np.float64)).T
    share = draws.uniform("employees", len(people.account_segment)) ** 1.4
    segment = people.account_segment
    return [int(size) for size in np.exp(low[segment] + (high - low)[segment] * share)]


def _country(region: int, dice: Random) -> str:
    names, weights = zip(*REGIONS[region].countries, strict=True)
    return str(dice.choices(names, weights)[0])


def _company(region: str, country: str, employee_count: int, taken: set[str], dice: Random) -> Company:
    place = dice.choice(_places(country))
    language = dice.choice(PLANS[country]["languages"].split())
    trade = dice.choice(lines(f"company/{language}_trade"))
    name = next(name for name in _names(language, trade, place["city"], dice) if slug(name) not in taken)
    taken.add(slug(name))
    return Company(
        short_name=name,
        legal_form=dice.choice(by_key("company/legal_forms")[country]),
        domain=f"{slug(name)}.{PLANS[country]['tld']}",
        country=country,
        language=language,
        city=place["city"],
        street=f"{dice.choice(by_key('streets')[country])} {dice.randint(1, 180)}",
        postal_code=_postal_code(place["postal_code"], dice),
        phone=switchboard(country, place["area_code"], dice),
        industry=dict(pairs("company/industries"))[trade],
        employee_count=employee_count,
        region=region,
        founded_year=dice.randint(1898, 2019),
    )


@cache
def _places(country: str) -> list[dict[str, str]]:
    return [row for row in rows("cities") if row["country"] == country]


def _names(language: str, trade: str, city: str, dice: Random) -> Iterator[str]:
    """Ever longer until one is free: "Hansa Werkzeuge", "Brinkmann Hydraulik Kassel", "Brinkmann & Moser Guss"."""
    first, last = dice.choice(lines(f"company/{language}_first")), dice.choice(lines(f"last/{language}"))
    yield f"{first if dice.random() < 0.5 else last} {trade}"
    yield f"{last} {trade}"
    yield f"{last} {trade} {city}"
    while True:
        yield f"{last} & {dice.choice(lines(f'last/{language}'))} {trade}"


def _postal_code(pattern: str, dice: Random) -> str:
    letters = "ABDEFGHJLNPQRSTUWXY"
    drawn = (dice.choice(letters) if sign == "A" else str(dice.randint(1, 9)) for sign in pattern)
    return "".join(new if sign in "#A" else sign for sign, new in zip(pattern, drawn, strict=True))
