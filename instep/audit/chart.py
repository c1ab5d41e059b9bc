"""How are a few columns over time drawn, without any library?"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from instep.audit.report import Chart, Point
from instep.audit.wording import said

STEP = 72
COLUMN = 44
HEIGHT = 150
ABOVE = 22
BELOW = 24


def drawn(chart: Chart) -> SafeString:
    """Columns from zero, each with its number above and its time below; a doubtful one is hollow."""
    largest = max((point.value for point in chart.points if point.value), default=1.0)
    columns = format_html_join("", "{}", ((_column(at, point, largest),) for at, point in enumerate(chart.points)))
    width, bottom = STEP * len(chart.points), ABOVE + HEIGHT
    return format_html(
        '<svg viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">'
        '{}<line class="zero" x1="0" x2="{}" y1="{}" y2="{}"/></svg>',
        width,
        bottom + BELOW,
        width,
        chart.title,
        columns,
        width,
        bottom,
        bottom,
    )


def _column(at: int, point: Point, largest: float) -> SafeString:
    height = round(HEIGHT * (point.value or 0) / largest, 1)
    left, middle = STEP * at + (STEP - COLUMN) // 2, STEP * at + STEP // 2
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<text class="number" x="{}" y="{}">{}</text><text class="time" x="{}" y="{}">{}</text>',
        "hollow" if point.is_doubtful else "full",
        left,
        ABOVE + HEIGHT - height,
        COLUMN,
        height,
        middle,
        ABOVE + HEIGHT - height - 6,
        said(point.value, point.unit),
        middle,
        ABOVE + HEIGHT + 17,
        point.label,
    )
