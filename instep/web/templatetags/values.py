"""How do numbers, amounts and moments look on a page?"""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3
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
def points(gap: float | None) -> str:
    """By how much one share is above another: +12.3 points of a hundred."""
    return "—" if gap is None else ("+" if gap > 0 else "") + amounts.number(gap * 100, 1)


@register.filter
def bits(weight: float) -> str:
    """How much a piece of evidence weighs: +3.2, −10.4."""
    return f"{weight:+.1f}".replace("-", "−")


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
def moment(at: datetime | None) -> SafeString | str:
    """A moment in the reader's zone."""
    return "—" if at is None else _time(at, _exact(at))


@register.filter
def day(at: datetime | None) -> SafeString | str:
    return "—" if at is None else _time(at, _day(timezone.localtime(at)))


def _time(at: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), words)


def _exact(at: datetime) -> str:
    """7 Mar 2026, 09:05, in the reader's zone."""
    local = timezone.localtime(at)
    return f"{_day(local)}, {local:%H:%M}"


def _day(local: datetime) -> str:
    return f"{local.day} {str(MONTHS_3[local.month]).title()} {local.year}"


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
    exact = _exact(at)
    return format_html('<time datetime="{}" title="{}">{} ago</time>', at.isoformat(), exact, words)


@register.simple_tag
def clock(due_at: datetime | None, now: datetime | None = None) -> SafeString | str:
    """A promise's clock: red only when it is broken."""
    if due_at is None:
        return "—"
    words, state = time_left(due_at, now or timezone.now())
    exact = _exact(due_at)
    return format_html(
        '<time class="clock {}" datetime="{}" title="due {}">{}</time>', state, due_at.isoformat(), exact, words
    )
