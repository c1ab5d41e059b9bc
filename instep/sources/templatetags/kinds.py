"""How is a kind of record called on a page?"""

from django import template

from instep.sources.overview import plural as in_words
from instep.sources.taking.batch import Batch

register = template.Library()


@register.filter
def plural(kind: str) -> str:
    return in_words(kind)


@register.filter
def table_beside_file(batch: Batch) -> str:
    """The table's name where the file's does not say it already."""
    return "" if batch.file.rsplit(".", 1)[0] == batch.table else batch.table


@register.filter
def kind_name(kind: str) -> str:
    """A kind of record as people say it of one: "a survey response"."""
    words = kind.replace("_", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


@register.filter
def field_words(field: str) -> str:
    return field.replace("_", " ")
