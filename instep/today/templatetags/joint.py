"""How do a joint number and a row of the list look?"""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from instep.definitions.templatetags.terms import terms
from instep.goals.value import Value
from instep.today.joint import Joint
from instep.today.needs import Need
from instep.web.amounts import SPACE, amount, number, percent
from instep.web.templatetags.components import change, rows_link

register = template.Library()
CHANCE = " (could be chance)"


@register.inclusion_tag("web/figure.html")
def joint_figure(joint: Joint) -> dict[str, Any]:
    return {
        "label": f"{joint.kpi.title}, {joint.span_words}",
        "value": rows_link(said(joint), joint.now.value, rows_url(joint)),
        "change": change(joint.delta, compared(joint), better(joint)) if joint.delta is not None else "",
        "note": remark(joint),
    }


def said(joint: Joint) -> str:
    return worded(joint, joint.now)


def worded(joint: Joint, value: Value) -> str:
    if value.value is None:
        return "not measured"
    if joint.kpi.unit == "share":
        return percent(value.value)
    return amount(value.value, value.currency, is_short=True) if joint.kpi.unit == "money" else number(value.value)


def better(joint: Joint) -> str:
    """Which way is good; neither is, where it could be chance."""
    return "" if joint.could_be_chance else joint.kpi.better


def compared(joint: Joint) -> str:
    """By how much, and from what: "9 pts, from 43 % the 30 days before (could be chance)"."""
    size = round(abs(joint.delta or 0) * 100)
    if size == 0:
        return f"as {joint.before_words}"
    points = "pt" if size == 1 else "pts"
    words = f"{size}{SPACE}{points}" if joint.kpi.unit == "share" else f"{number(size)}{SPACE}%"
    return f"{words}, from {worded(joint, joint.before)} {joint.before_words}{CHANCE * joint.could_be_chance}"


def remark(joint: Joint) -> str:
    """What one must know to trust it: too few rows, a young cohort, or the version of the definition."""
    if joint.now.value is None:
        return joint.kpi.zero
    if joint.now.too_few:
        return f"only {joint.now.row_count} {joint.kpi.counts}: too few to say"
    if not joint.now.is_mature:
        return "still filling"
    return terms(joint.now.definition_versions)


def rows_url(joint: Joint) -> str:
    span = f"?start={joint.start:%Y-%m-%dT%H:%M:%S}&end={joint.end:%Y-%m-%dT%H:%M:%S}"
    return url("goals:rows", joint.kpi.name) + span


@register.filter
def need_url(need: Need) -> str:
    if need.kind == "handoff":
        return url("handoffs:handoff", need.record_id)
    return url("customers:customer", need.person_id) if need.person_id else url("customers:index")


def url(name: str, *args: Any) -> str:
    """Empty while the place has no pages."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
