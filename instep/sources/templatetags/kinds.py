"""How is a kind of record called on a page?"""

from django import template

from instep.sources.overview import plural as in_words

register = template.Library()


@register.filter
def plural(kind: str) -> str:
    return in_words(kind)
