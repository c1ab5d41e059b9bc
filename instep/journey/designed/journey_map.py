"""What does a journey map say? Phases in the customer's order, their touchpoints, and who answers for each."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from instep.team.signature import Signature


@dataclass(frozen=True)
class Sign:
    """What shows that somebody came to a touchpoint: a kind of touch, or a definition that they met first then.

    Conditions that are empty fit everything.
    """

    kind: str = ""
    definition: str = ""
    direction: str = ""
    team: str = ""
    channel: str = ""
    by: str = ""


@dataclass(frozen=True)
class Owner:
    """The one department, and within it the one person, that answers for a touchpoint."""

    department: str = ""
    person: str = ""


@dataclass(frozen=True)
class Promise:
    """What customers may rely on here; measured where it says which touchpoint must follow, and within how long."""

    words: str
    within_hours: float | None = None
    answered_by: str = ""


@dataclass(frozen=True)
class Touchpoint:
    name: str
    signs: tuple[Sign, ...]
    owner: Owner = Owner()
    promise: Promise | None = None
    process: str = ""
    quality: str = ""
    is_optional: bool = False
    is_end: bool = False
    is_once: bool = False
    """Nobody should have to come here again once they have gone on."""

    @property
    def slug(self) -> str:
        """Its name in an address."""
        return re.sub(r"\W+", "-", self.name.casefold()).strip("-") or "touchpoint"


@dataclass(frozen=True)
class Phase:
    """customer: what the customer would say in this phase, in their words."""

    name: str
    customer: str
    touchpoints: tuple[Touchpoint, ...]


@dataclass(frozen=True)
class JourneyMap:
    title: str
    version: int
    effective_from: date
    review_on: date | None
    why: str
    signatures: tuple[Signature, ...]
    phases: tuple[Phase, ...]
    text: str

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All of them, in the order in which customers should come to them."""
        return tuple(touchpoint for phase in self.phases for touchpoint in phase.touchpoints)

    @property
    def ends(self) -> tuple[Touchpoint, ...]:
        """Where a journey may end: the touchpoints that say so, else the last."""
        return tuple(each for each in self.touchpoints if each.is_end) or self.touchpoints[-1:]

    def touchpoint(self, slug: str) -> Touchpoint | None:
        return next((each for each in self.touchpoints if each.slug == slug), None)
