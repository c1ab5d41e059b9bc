"""Which building blocks do all pages share? Each is described in docs/interface.md."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe

from instep.web.icons import drawing

register = template.Library()
type Exact = float | Decimal | None
LETTERS = {"marketing": "M", "sales": "S", "service": "C"}


@register.simple_tag
def icon(name: str) -> SafeString:
    return mark_safe(drawing(name))  # noqa: S308  our own file


@register.simple_tag
@lru_cache(64)
def team_mark(team: str | None) -> SafeString:
    """The team's letter in its colour, with its name for those who don't see it."""
    name = (team or "").lower()
    if name not in LETTERS:
        return SafeString("")
    return format_html('<abbr class="team {}" title="{}">{}</abbr>', name, name.capitalize(), LETTERS[name])


@register.simple_tag
def change(delta: float | None, words: str, better: str = "") -> SafeString:
    """An arrow with words: `better` is "up" or "down" when more or less is good, empty when it is neither."""
    if not delta:
        return format_html('<span class="change same"><span aria-hidden="true">▬</span> {}</span>', words)
    way = "up" if delta > 0 else "down"
    kind = "" if not better else "good" if way == better else "poor"
    arrow = "▲" if way == "up" else "▼"
    return format_html('<span class="change {}"><span aria-hidden="true">{}</span> {}</span>', kind, arrow, words)


@register.inclusion_tag("web/figure.html")
def figure(
    label: str, value: str, href: str = "", note: str = "", change: str = "", exact: Exact = None, of: str = ""
) -> dict[str, Any]:
    """A headline number that opens the rows it was counted from; they come to `exact`."""
    number = rows_link(value, exact, href, of=of)
    return {"label": label, "value": number, "note": note, "change": change}


@register.simple_tag
def rows_link(words: str, exact: Exact, *address: str, of: str = "") -> SafeString | str:
    """A number that opens the rows it was counted from. `of`: which of their totals it is."""
    href = "".join(address).replace("&amp;", "&")
    if not href:
        return words
    if exact is None:
        return format_html('<a href="{}">{}</a>', href, words)
    return format_html('<a class="rows" data-figure="{}"{} href="{}">{}</a>', exactly(exact), said_of(of), href, words)


@register.simple_tag
def total(words: str, exact: Exact, of: str = "") -> SafeString | str:
    """What all rows of this page's list come to: the other end of `rows_link`."""
    if exact is None:
        return words
    return format_html('<b class="total" data-total="{}"{}>{}</b>', exactly(exact), said_of(of), words)


def exactly(value: float | Decimal) -> str:
    """Unrounded and as a program reads it, whatever the language of the page."""
    return str(int(value)) if value == int(value) else repr(float(value))


def said_of(of: str) -> SafeString:
    return format_html(' data-of="{}"', of) if of else SafeString("")


@register.inclusion_tag("web/empty.html")
def empty(title: str, text: str = "", button: str = "", href: str = "") -> dict[str, Any]:
    """What will be here, and at most one button."""
    return {"title": title, "text": text, "button": button, "href": href}


@register.inclusion_tag("web/pager.html", takes_context=True)
def pager(context: Mapping[str, Any], after: str | None, count: int | None = None) -> dict[str, Any]:
    """The next page of a list: `after` is the key of the last row shown, None when nothing follows."""
    return {"request": context["request"], "after": after, "count": count}


@register.inclusion_tag("web/filters.html", takes_context=True)
def filters(context: Mapping[str, Any], choices: list[Any]) -> dict[str, Any]:
    """Chips that narrow a list; what is chosen is in the address."""
    return {"request": context["request"], "choices": choices}


@register.simple_block_tag
def chart(content: str, name: str, option: Mapping[str, Any], title: str, subtitle: str = "") -> SafeString:
    """A chart whose title is its finding; what the block holds, a table, is shown "as table"."""
    parts = {"name": name, "option": json_script(option, f"{name}-option"), "title": title, "subtitle": subtitle}
    page = get_template("web/chart.html")
    return mark_safe(page.render({**parts, "content": content}))  # noqa: S308  rendered by a template


@register.simple_block_tag
def why(content: str, title: str) -> SafeString:
    """The answer to "why did it move?" in one box."""
    return format_html('<section class="why"><h2>{}</h2>{}</section>', title, content)


@register.simple_tag
@cache
def room_style(room: str) -> SafeString:
    """The room's style sheet, if it has one."""
    path = f"{room}/{room}.css"
    if not room or not finders.find(path):
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static(path))
