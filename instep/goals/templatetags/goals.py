"""How does a KPI's value look, with what one must know to trust it?"""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from django import template
from django.utils.safestring import SafeString

from instep.goals.change import Change
from instep.goals.kpi import Kpi
from instep.goals.listed import Listed
from instep.goals.rows import Row
from instep.goals.value import Value
from instep.web.amounts import SPACE, amount, number, percent
from instep.web.templatetags.components import change as arrow
from instep.web.templatetags.components import rows_link, total

register = template.Library()
PLACES = {"person": "/customers/{}/", "handoff": "/handoffs/{}/"}


@register.simple_tag
def figure_of(kpi: Kpi, value: Value) -> str:
    """The number, or why there is none."""
    if value.is_mixed:
        return "several currencies: choose one"
    if value.value is None:
        return "not measured"
    return "too few to say" if value.too_few else written(kpi, value.value, value.currency)


@register.simple_tag
def figure_link(kpi: Kpi, value: Value, *address: str) -> SafeString | str:
    """The number, or why there is none, with the rows that it was counted from."""
    return rows_link(figure_of(kpi, value), value.value, *address)


@register.simple_tag
def told_before(kpi: Kpi, figure: float | None, value: Value) -> str:
    """A number that was told once, in the unit of the one that is told now."""
    return "not measured" if figure is None else written(kpi, figure, value.currency)


@register.simple_tag
def part_url(rows_at: str, address: str, by: str, part: Value) -> str:
    """The rows of one part; its own value replaces a chosen one."""
    return f"{rows_at}?{urlencode(dict(parse_qsl(address)) | {by: part.part or ''})}"


@register.simple_tag
def listed_figure(kpi: Kpi, value: Value, listed: Listed) -> SafeString | str:
    """The number once more, of the rows that the page lists."""
    said = figure_of(kpi, replace(value, value=listed.figure))
    return said if value.is_mixed else total(said, listed.figure)


@register.simple_tag
def interval_of(kpi: Kpi, value: Value) -> str:
    """Where it lies with 95 % confidence; a plain sum is what it is."""
    if value.value is None or value.too_few:
        return ""
    if value.low is None or value.high is None:
        return "counted" if kpi.aggregate == "sum" else ""
    return f"{written(kpi, value.low, value.currency)} to {written(kpi, value.high, value.currency)}"


@register.simple_tag
def change_of(kpi: Kpi, change: Change | None) -> SafeString:
    if change is None:
        return SafeString("")
    better = "" if kpi.better == "neither" or change.could_be_chance else kpi.better
    return arrow(change.delta if abs(change.delta) > 1e-12 else 0, moved(kpi, change), better)


@register.simple_tag
def finding_of(kpi: Kpi, value: Value, change: Change | None) -> str:
    """A chart's title: "Win rate: 30.7 %, 19 points less than the time before"."""
    said = f"{kpi.title}: {figure_of(kpi, value)}"
    return f"{said}, {moved(kpi, change)} than the time before" if change and change.delta else said


def moved(kpi: Kpi, change: Change) -> str:
    """For instance "4 points less", "12 % more (could be chance)"."""
    if abs(change.delta) < 1e-12:
        return "as before"
    way = "more" if change.delta > 0 else "less"
    if kpi.unit in ("hours", "days"):
        way = "longer" if change.delta > 0 else "shorter"
    size = abs(change.share if change.share is not None else change.delta) * 100
    unit = "%" if change.share is not None else "points"
    return f"{number(size, 1 if size < 10 else 0)}{SPACE}{unit} {way}{' (could be chance)' * change.could_be_chance}"


def written(kpi: Kpi, figure: float, currency: str | None = None) -> str:
    match kpi.unit:
        case "share":
            return percent(figure, 1)
        case "money":
            return amount(figure, currency)
        case "points":
            return number(figure * 100)
        case "hours":
            return f"{number(figure, 1)}{SPACE}h" if figure >= 2 else f"{number(figure * 60)}{SPACE}min"
        case "days":
            return f"{number(figure, 1 if figure < 10 else 0)}{SPACE}days"
    return number(figure)


@register.filter
def above_line(row: Row, kpi: Kpi) -> str:
    """What a row adds above the line, in the KPI's own words."""
    if row.numerator is None:
        return "—"
    if kpi.unit in ("money", "hours", "days"):
        return written(kpi, row.numerator, row.currency)
    return number(row.numerator)


@register.filter
def record_url(row: Row) -> str:
    """Where the record is shown, else the customer whom it is about; empty where nobody is known."""
    place = PLACES.get(row.entity_kind)
    if place:
        return place.format(row.entity_id)
    return PLACES["person"].format(row.customer_id) if row.customer_id else ""


@register.filter
def at_index(items: list[int] | None, index: int) -> int | None:
    return items[index] if items else None


@register.filter
def words(name: str) -> str:
    return name.replace("_", "-")
