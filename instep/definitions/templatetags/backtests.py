"""How does a page say what a back-test found?"""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from instep.definitions.backtest.load import Load
from instep.definitions.backtest.telling_trial import between, said
from instep.definitions.backtest.trial import Trial
from instep.definitions.definition import Definition
from instep.definitions.share import Share

register = template.Library()


@register.simple_tag
def share_said(share: Share) -> str:
    """With its interval, as “31 % (28 %–34 %)”."""
    return said(share)


@register.simple_tag
def asked_rows(one: Definition, found: Trial, of: str) -> str:
    """The list behind a number of this very trial."""
    turned = {"knob": found.knob.name, "at": f"{found.at:g}"} if found.knob else {}
    asked = urlencode({"of": of or "", **turned})
    return f"{reverse('definitions:backtest_rows', args=[one.name])}?{asked}"


@register.filter
def hundredths(share: Share) -> str:
    return "not measured" if share.value is None else f"{share.value * 100:.0f} %"


@register.filter
def interval(share: Share) -> str:
    return between(share)


@register.filter
def plainly(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


@register.filter
def spoken(field: str) -> str:
    return field.replace("_", " ")


@register.filter
def load_said(load: Load) -> str:
    reps = f"{load.rep_count:,} reps"
    if not load.rep_count:
        return "no rep is known"
    if load.share is None:
        return reps
    return f"{reps}; {load.share:.0%} of what they can take".replace("%", " %")
