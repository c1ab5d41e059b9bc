"""How does a word explain itself on any page? As a link to its definition, with version and meaning."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from instep.definitions.access import version_of, words_in_force
from instep.definitions.definition import Definition
from instep.definitions.restated import Restated
from instep.team.place import Unreadable

register = template.Library()
SHOWN = (
    '<span class="term"><a href="{}" aria-description="{}">{}\u00a0<span class="version">v{}</span></a>'
    '<span class="says" aria-hidden="true">{}</span></span>'
)


@register.simple_tag
def term(name: str, version: int | None = None) -> SafeString | str:
    """The word by which something was counted, else the version that counts; plain text where nobody defined it."""
    one = _word(name, version)
    if one is None:
        return name.replace("_", " ").capitalize()
    meaning = one.meaning if version in (None, one.version) else _("The file of this version is no longer there.")
    return format_html(SHOWN, _address(one), meaning, one.title, version or one.version, meaning)


@register.simple_tag
def terms(names: Iterable[str | tuple[str, int]]) -> SafeString:
    """Several, with commas between; each a name, or a name and its version."""
    asked = [(each, None) if isinstance(each, str) else each for each in names]
    return format_html_join(", ", "{}", ((term(name, version),) for name, version in asked))


@register.simple_tag
def restated_because(restated: Restated) -> SafeString | str:
    """Which version took the place of which; else what else can move a month that is over."""
    if not restated.changes:
        return _("late records, or records that were joined or taken apart")
    told = ((term(each.definition, each.before), term(each.definition, each.after)) for each in restated.changes)
    return format_html_join(", ", "{} → {}", told)


def _word(name: str, version: int | None) -> Definition | None:
    """The version that counts where the file of the other is gone; a file that can't be read breaks no other page."""
    try:
        current = words_in_force().get(name)
        return current if version is None or current is None else version_of(name, version) or current
    except Unreadable:
        return None


def _address(one: Definition) -> str:
    return reverse("definitions:show", args=[one.name], query={"version": one.version})
