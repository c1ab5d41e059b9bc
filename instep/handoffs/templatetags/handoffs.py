"""How does a hand-off look in a row?"""

from collections.abc import Mapping
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from instep.handoffs.became import Became
from instep.handoffs.models import Verdict
from instep.handoffs.waiting import Waiting

register = template.Library()
UNSAID = "no reason given"


@register.filter
def reason_in(reason: str | None, titles: Mapping[str, str]) -> str:
    """The reason's title; the word itself where the file no longer has it."""
    return titles.get(reason or "", reason or "") or UNSAID


@register.simple_tag
def became_url(span: Mapping[str, str], by: str, part: Became, standing: str, reason: str | None = None) -> str:
    """The hand-offs behind one number of what became of the leads."""
    asked = {**span, "campaign" if by == "campaign" else "channel": part.part, "standing": standing}
    if reason is not None:
        asked |= {"reason": reason} if reason else {"unsaid": "1"}
    return f"{reverse('handoffs:rows')}?{urlencode(asked)}"


@register.filter
def verdict_on(said: Mapping[str, Verdict], row: Waiting) -> Verdict | None:
    return said.get(row.handoff_id)


@register.filter
def facts(row: Waiting) -> str:
    """What is known, in one line."""
    people = f"{row.employee_count:,} people".replace(",", "\u00a0") if row.employee_count else None
    return " · ".join(each for each in (row.job_title, people, row.industry, row.country) if each)


@register.filter
def missing(row: Waiting) -> str:
    return ", ".join(row.unknown)
