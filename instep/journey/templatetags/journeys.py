"""How do cohorts and stages look on a page?"""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from instep.journey.designed.actual.moves import Move
from instep.journey.funnel import Cohort, Reached
from instep.web.amounts import percent

register = template.Library()


@register.filter
def at(names: Mapping[str, str], key: str) -> str:
    return names.get(key, key)


@register.simple_tag
def reached(cohort: Cohort, stage: str) -> Reached:
    return cohort.at(stage)


@register.simple_tag
def share_note(share: float | None) -> str:
    return gettext("%s of leads so far") % percent(share, 1)


@register.simple_tag
def bottleneck(shares: Mapping[tuple[int, int], float], move: Move) -> float | None:
    """Its share of all waiting, where it is one of the few that hold half of it."""
    return shares.get((move.place, move.next_place))


@register.filter
def too_few(words: str, share: float | None) -> str:
    return words if share is not None else gettext("too few to say")


@register.filter
def line(number: int, first: int) -> int:
    """How far down the line of this number stands in a drawing, the first at `first`."""
    return first + 15 * number
