"""How does the report look as one page that needs nothing beside it?"""

from pathlib import Path
from typing import Any

from django.template import Context, Engine

from instep.audit.bars import size
from instep.audit.chart import drawn
from instep.audit.report import Column, Figure, Report, Section, Table, Value
from instep.audit.wording import said

HERE = Path(__file__).parent / "templates"
NUMBERS = ("count", "amount", "share", "days", "hours")


def page(report: Report) -> str:
    engine = Engine(dirs=[str(HERE)], autoescape=True)
    css = (HERE / "report.css").read_text(encoding="utf-8")
    context = {
        "report": report,
        "css": css,
        "made": said(report.made_at, "date"),
        "headlines": [_figure(figure) for figure in report.headlines],
        "urgent": [notice for section in report.sections for notice in section.notices if notice.repair][:6],
        "sections": [_section(section) for section in report.sections],
    }
    return engine.get_template("report.html").render(Context(context, use_l10n=False, use_tz=False))


def _section(section: Section) -> dict[str, Any]:
    return {
        "name": section.name,
        "title": section.title,
        "finding": section.finding,
        "notices": section.notices,
        "figures": [_figure(figure) for figure in section.figures],
        "charts": [{"title": chart.title, "basis": chart.basis, "svg": drawn(chart)} for chart in section.charts],
        "tables": [_table(table) for table in section.tables],
    }


def _figure(figure: Figure) -> dict[str, str]:
    return {"label": figure.label, "value": said(figure.value, figure.unit), "basis": figure.basis}


def _table(table: Table) -> dict[str, Any]:
    columns = list(enumerate(table.columns))
    return {
        "title": table.title,
        "basis": table.basis,
        "left_out": f"{table.left_out:,}" if table.left_out else "",
        "columns": [{"name": column.name, "is_number": column.unit in NUMBERS} for column in table.columns],
        "rows": [
            [_cell(row[at], column, [each[at] for each in table.rows]) for at, column in columns] for row in table.rows
        ],
    }


def _cell(value: Value, column: Column, values: list[Value]) -> dict[str, Any]:
    """`bar` is the length of 100, or None where no bar is drawn."""
    text = said(value, column.unit)
    is_quiet = value is None or (isinstance(value, str) and column.unit in NUMBERS)
    bar = f"{100 * size(value, values, column):.1f}" if column.is_drawn else None
    return {"text": text, "is_number": column.unit in NUMBERS, "is_quiet": is_quiet, "bar": bar}
