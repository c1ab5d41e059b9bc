"""How does the report look in a terminal?"""

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from instep.audit.bars import size
from instep.audit.report import Column, Notice, Report, Section, Table, Value
from instep.audit.wording import said

SHOWN = 12
BAR = 12
LABEL = 14
WIDE = 100


def show(report: Report, console: Console) -> None:
    """Findings and figures first; tables cut to what a screen holds. The page has all of it."""
    console.print()
    console.print(
        Text(f"Audit of {report.subject}", style="bold"), Text(f" · {said(report.made_at, 'date')}", style="dim")
    )
    for section in report.sections:
        _section(section, console)
    if report.not_measured:
        console.print(Text("\nNot measured", style="bold"))
        for text in report.not_measured:
            console.print(Text(f"  {text}", style="dim"))


def _section(section: Section, console: Console) -> None:
    console.print()
    console.rule(Text(section.title, style="bold"), align="left", style="dim")
    console.print(Text(section.finding))
    if section.figures:
        grid = Grid(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
        for figure in section.figures:
            grid.add_row(
                figure.label, Text(said(figure.value, figure.unit), style="bold"), Text(figure.basis, style="dim")
            )
        console.print(grid)
    for notice in section.notices[:SHOWN]:
        _notice(notice, console)
    if len(section.notices) > SHOWN:
        console.print(Text(f"  … {len(section.notices) - SHOWN} more in the page", style="dim"))
    for table in section.tables:
        _table(table, console)


def _notice(notice: Notice, console: Console) -> None:
    console.print(Text("  ! ", style="yellow") + Text(notice.text))
    if notice.repair:
        console.print(Text(f"    → {notice.repair}", style="dim"))


def _table(table: Table, console: Console) -> None:
    console.print()
    console.print(Text(table.title, style="bold") + Text(f" · {table.basis}", style="dim"))
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    is_wide = console.width >= WIDE
    for at, column in enumerate(table.columns):
        longest = max((len(said(row[at], column.unit)) for row in table.rows[:SHOWN]), default=0)
        is_number = column.unit not in ("text", "date")
        grid.add_column(column.name, justify="right" if is_number else "left", min_width=min(longest, LABEL))
        if column.is_drawn and is_wide:
            grid.add_column("", no_wrap=True)
    for row in table.rows[:SHOWN]:
        grid.add_row(*_cells(table, row, is_wide))
    console.print(grid)
    left = table.left_out + max(0, len(table.rows) - SHOWN)
    if left:
        console.print(Text(f"  {left:,} more", style="dim"))


def _cells(table: Table, row: tuple[Value, ...], is_wide: bool) -> list[Text]:
    cells = []
    for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
        cells.append(Text(said(value, column.unit)))
        if column.is_drawn and is_wide:
            cells.append(Text(_bar(value, [each[at] for each in table.rows], column), style="blue"))
    return cells


def _bar(value: Value, values: list[Value], column: Column) -> str:
    return "█" * round(BAR * size(value, values, column))
