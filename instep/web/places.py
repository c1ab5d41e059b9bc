"""Which places does the house have, and whose menu shows which?

A place is in the menu when its room has pages, the person may open them, and their role works there.
A role hides, it never forbids by hiding: the palette lists every page that the person may open.
"""

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, resolve, reverse

from instep.team.role import Role

REPS = frozenset({Role.MARKETING, Role.SALES, Role.SERVICE})
LEADS = frozenset({Role.LEAD, Role.ADMIN})
ALL = REPS | LEADS


@dataclass(frozen=True)
class Place:
    group: str
    room: str
    title: str
    key: str
    icon: str
    works_here: frozenset[Role]

    @property
    def url(self) -> str:
        return first_page(self.room)

    def may_open(self, role: str) -> bool:
        return bool(self.url) and role in getattr(resolve(self.url).func, "allowed_roles", ())


PLACES = (
    Place("Work", "today", "Today", "t", "sun", ALL),
    Place("Work", "handoffs", "Hand-offs", "h", "arrow-left-right", ALL - {Role.SERVICE}),
    Place("Work", "customers", "Customers", "c", "users", ALL),
    Place("Work", "meetings", "Meetings", "m", "calendar", ALL),
    Place("Agree", "definitions", "Definitions", "d", "book-open", LEADS | {Role.MARKETING}),
    Place("Agree", "journey", "Journey", "j", "route", LEADS | {Role.SERVICE, Role.MARKETING}),
    Place("Agree", "goals", "Goals", "g", "target", LEADS),
    Place("Agree", "plan", "Plan", "p", "chart-line", LEADS),
    Place("Learn", "explain", "Explain", "e", "lightbulb", LEADS | {Role.MARKETING}),
    Place("Learn", "attribution", "Attribution", "a", "split", LEADS | {Role.MARKETING}),
    Place("Learn", "knowledge", "Knowledge", "k", "library", LEADS | {Role.SALES, Role.SERVICE}),
    Place("Set up", "sources", "Data", "s", "database", LEADS),
)


@cache
def first_page(room: str) -> str:
    """The address of a room's first page, empty while it has none."""
    try:
        return reverse(f"{room}:index")
    except NoReverseMatch:
        return ""


@cache
def menu(role: str) -> list[tuple[str, list[Place]]]:
    """The places of this role's menu, by group."""
    mine = [place for place in PLACES if role in place.works_here and place.may_open(role)]
    groups = dict.fromkeys(place.group for place in mine)
    return [(group, [place for place in mine if place.group == group]) for group in groups]


@cache
def pages(role: str) -> list[Place]:
    """Every place that this role may open."""
    return [place for place in PLACES if place.may_open(role)]
