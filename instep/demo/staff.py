"""Who works for the sample company? Sales teams by region with a manager each, and the user its automation works as."""

from dataclasses import dataclass, replace
from random import Random

from instep.demo.draws import Draws
from instep.demo.market import REGIONS, Region
from instep.demo.phones import PLANS
from instep.demo.spelling import slug
from instep.demo.words import lines
from instep.team.cast import CAST

SOFIA = next(member for member in CAST if member.username == "sofia")


@dataclass(frozen=True)
class Colleague:
    number: int
    first_name: str
    last_name: str
    title: str
    region: str
    team: str
    manager: int | None

    @property
    def record_id(self) -> str:
        return f"0055e00000{4_100 + self.number * 13:05d}AAB"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        return f"{slug(self.first_name)}.{slug(self.last_name)}@vibrona.com"


def reps(draws: Draws) -> list[Colleague]:
    """In the order of the regions, as `Inquiries.rep` counts them."""
    dice, taken = draws.dice("reps"), set[str]()
    first_manager = sum(region.rep_count for region in REGIONS)
    owners = [(region, first_manager + place) for place, region in enumerate(REGIONS) for _ in range(region.rep_count)]
    found = [
        _colleague(number, "Account Executive", region, manager, taken, dice)
        for number, (region, manager) in enumerate(owners)
    ]
    return [replace(found[0], first_name=SOFIA.first_name, last_name=SOFIA.last_name), *found[1:]]


def managers(draws: Draws) -> list[Colleague]:
    dice, taken = draws.dice("managers"), set[str]()
    first = sum(region.rep_count for region in REGIONS)
    return [
        _colleague(first + place, "Regional Sales Manager", region, None, taken, dice)
        for place, region in enumerate(REGIONS)
    ]


def automation(draws: Draws) -> Colleague:
    """The integration user: what it sends is no answer of a human."""
    number = len(reps(draws)) + len(REGIONS)
    return Colleague(number, "Marketing", "Automation", "Integration User", "", "", None)


def _colleague(
    number: int, title: str, region: Region, manager: int | None, taken: set[str], dice: Random
) -> Colleague:
    countries, weights = zip(*region.countries, strict=True)
    language = dice.choice(PLANS[dice.choices(countries, weights)[0]]["languages"].split())
    last = dice.choice([name for name in lines(f"last/{language}") if name not in taken])
    taken.add(last)
    return Colleague(number, dice.choice(lines(f"first/{language}")), last, title, region.name, region.team, manager)
