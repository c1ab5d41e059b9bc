"""How does a change in money look: with its sign, short?"""

from django import template

from instep.web.amounts import amount

register = template.Library()


@register.filter
def signed_short(value: float | None, currency: str | None = None) -> str:
    """+€412 k or −€146 k."""
    said = amount(value, currency, is_short=True)
    return f"+{said}" if value and value > 0 else said
