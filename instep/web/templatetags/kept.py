"""Which part of a page need not be rendered again?"""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from instep.warehouse.memory import Memory
from instep.web.remembered import MOST, is_nobodys

_drawn: Memory[Any] = Memory(MOST, is_nobodys)
register = template.Library()


class Kept(template.Node):
    """Rendered anew unless the view handed a `keep`, which knows what was rendered before."""

    def __init__(self, content: template.NodeList) -> None:
        self.nodelist = content

    def render(self, context: template.Context) -> Any:
        keep = context.get("keep")
        return keep(lambda: self.nodelist.render(context)) if keep else self.nodelist.render(context)


@register.tag
def kept(parser: template.base.Parser, _: template.base.Token) -> Kept:
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(content)


class Same(template.Node):
    """Rendered once for each set of values that it depends on, and each language."""

    def __init__(self, content: template.NodeList, values: list[template.base.FilterExpression]) -> None:
        self.nodelist = content
        self.values = values

    def render(self, context: template.Context) -> Any:
        if settings.DEBUG:
            return self.nodelist.render(context)
        key = (self, get_language(), *[str(value.resolve(context)) for value in self.values])
        return _drawn.answer(key, lambda: self.nodelist.render(context))


@register.tag
def same(parser: template.base.Parser, token: template.base.Token) -> Same:
    """`{% same role room %}`: what stands within says the same to everybody of the same values, and no secret."""
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    content = parser.parse(("endsame",))
    parser.delete_first_token()
    return Same(content, values)
