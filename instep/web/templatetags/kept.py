"""Which part of a page need not be rendered again?"""

from typing import Any

from django import template

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
