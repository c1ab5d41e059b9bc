"""All that is true in the sample company, before its systems write down their own versions of it."""

from dataclasses import dataclass
from functools import cached_property

from instep.demo.arrays import Ints
from instep.demo.campaigns import Campaign, campaign_of, campaigns
from instep.demo.causes import Cause, planted
from instep.demo.companies import Company, companies
from instep.demo.draws import Draws
from instep.demo.funnel import Funnel, walk
from instep.demo.history import History, happened
from instep.demo.inquiries import Inquiries, arriving
from instep.demo.persons import Person, persons
from instep.demo.staff import Colleague, automation, managers, reps
from instep.demo.weeks import HISTORY


@dataclass(frozen=True)
class World:
    draws: Draws
    until: float
    touches: float
    causes: tuple[Cause, ...]
    people: Inquiries
    funnel: Funnel
    history: History
    firms: list[Company]
    persons: list[Person]
    campaigns: list[Campaign]
    campaign: Ints

    @property
    def start(self) -> float:
        return self.until - HISTORY

    @cached_property
    def reps(self) -> list[Colleague]:
        return reps(self.draws)

    @cached_property
    def managers(self) -> list[Colleague]:
        return managers(self.draws)

    @cached_property
    def automation(self) -> Colleague:
        return automation(self.draws)


def world(seed: int, count: int, until: float, has_causes: bool) -> World:
    draws = Draws(seed)
    people = arriving(draws, count, until)
    causes = planted(draws, until) if has_causes else ()
    funnel = walk(people, draws, causes)
    firms = companies(people, draws)
    return World(
        draws=draws,
        until=until,
        touches=_touches(count),
        causes=causes,
        people=people,
        funnel=funnel,
        history=happened(funnel, draws, until),
        firms=firms,
        persons=persons(people, firms, draws),
        campaigns=campaigns(until),
        campaign=campaign_of(funnel, draws, until),
    )


def _touches(count: int) -> float:
    """How busy the timeline is, 1.0 for about 12 touchpoints a person; large samples are busier (about 20)."""
    return 1.0 + min(max(count - 12_000, 0) / 88_000, 1.0) * 0.75
