"""How does a change in money look: with its sign, short?"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from instep.explain.shown import Told
from instep.web.amounts import amount
from instep.web.templatetags.components import exactly

register = template.Library()


@register.filter
def signed_short(value: float | None, currency: str | None = None) -> str:
    """+€412 k or −€146 k."""
    said = amount(value, currency, is_short=True)
    return f"+{said}" if value and value > 0 else said


@register.simple_tag
def part_of(told: Told, whole: str, href: str = "") -> SafeString:
    """An estimated part of a change: no rows add up to it, but all parts of a `whole` add up to the change."""
    shown = format_html('<a href="{}">{}</a>', href, told.words) if href else told.words
    return format_html('<span data-part="{}" data-of="{}">{}</span>', exactly(told.exact or 0), whole, shown)
