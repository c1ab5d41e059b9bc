"""How do numbers, amounts and moments look on a page?"""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from instep.web import amounts
from instep.web.durations import duration, time_left

register = template.Library()


@register.filter
def number(value: float | None, digits: int = 0) -> str:
    return amounts.number(value, digits)


@register.filter
def short(value: float | None) -> str:
    return amounts.short(value)


@register.filter
def percent(share: float | None, digits: int = 0) -> str:
    return amounts.percent(share, digits)


@register.filter
def amount(value: float | None, currency: str | None = None) -> str:
    return amounts.amount(value, currency)


@register.filter
def amount_short(value: float | None, currency: str | None = None) -> str:
    return amounts.amount(value, currency, is_short=True)


@register.filter
def hours(value: float | None) -> str:
    """26 h, or 35 min below two hours."""
    if value is None:
        return "—"
    return (
        f"{amounts.number(value)}{amounts.SPACE}h" if value >= 2 else f"{amounts.number(value * 60)}{amounts.SPACE}min"
    )


@register.filter
def days(value: float | None) -> str:
    return "—" if value is None else f"{amounts.number(value)}{amounts.SPACE}days"


@register.filter
def moment(at: datetime | None, form: str = "j M Y, H:i") -> SafeString | str:
    """A moment in the reader's zone."""
    if at is None:
        return "—"
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), date_format(timezone.localtime(at), form))


@register.filter
def day(at: datetime | None) -> SafeString | str:
    return moment(at, "j M Y")


@register.filter
def written_moment(iso: str) -> SafeString | str:
    """A moment kept as text."""
    return moment(datetime.fromisoformat(iso)) if iso else "—"


@register.simple_tag
def age(at: datetime | None, now: datetime | None = None) -> SafeString | str:
    """How long ago, with the exact moment on hover."""
    if at is None:
        return "never"
    words = duration((now or timezone.now()) - at)
    exact = date_format(timezone.localtime(at), "j M Y, H:i")
    return format_html('<time datetime="{}" title="{}">{} ago</time>', at.isoformat(), exact, words)


@register.simple_tag
def clock(due_at: datetime | None, now: datetime | None = None) -> SafeString | str:
    """A promise's clock: red only when it is broken."""
    if due_at is None:
        return "—"
    words, state = time_left(due_at, now or timezone.now())
    exact = date_format(timezone.localtime(due_at), "j M Y, H:i")
    return format_html(
        '<time class="clock {}" datetime="{}" title="due {}">{}</time>', state, due_at.isoformat(), exact, words
    )
