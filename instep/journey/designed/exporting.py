"""How does the map leave for a spreadsheet, a drawing or a diagram?"""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from instep.journey.designed.journey_map import JourneyMap, Phase, Touchpoint
from instep.journey.designed.lanes import Stop

HEAD = (
    "Phase",
    "The customer says",
    "Touchpoint",
    "Department",
    "Person",
    "Promise",
    "Within hours",
    "Process",
    "People",
    "Went on",
    "Median days",
    "90 % within days",
    "Promise kept",
    "Left the map here",
    "Hours to the answer",
)
ENTITIES = str.maketrans({"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;"})
PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}
type Cell = str | float | None


def workbook(phases: Sequence[tuple[Phase, Sequence[Stop]]]) -> bytes:
    """An XLSX file with one row a touchpoint; whatever people typed is text there, never a formula."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, **PLAIN_TEXT}) as book:
        sheet, bold = book.add_worksheet("Journey"), book.add_format({"bold": True})
        sheet.write_row(0, 0, HEAD, bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEAD) - 1, 18)
        for place, row in enumerate((_row(phase, stop) for phase, stops in phases for stop in stops), start=1):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(place, column, cell)
    return memory.getvalue()


def _row(phase: Phase, stop: Stop) -> tuple[Cell, ...]:
    each, lane = stop.touchpoint, stop.lane
    promise = (each.promise.words, each.promise.within_hours) if each.promise else (None, None)
    counted = (
        (lane.person_count, lane.went_on_share, lane.median_days, lane.p90_days, lane.kept_share, lane.wrong_share)
        if lane
        else ()
    )
    said = (phase.name, phase.customer, each.name, each.owner.department, each.owner.person)
    answered = (stop.response.hours,) if lane and stop.response else ()
    return (*said, *promise, each.process, *counted, *answered)


def mermaid(found: JourneyMap) -> str:
    """The map as a Mermaid flowchart: a box a phase, an arrow from each touchpoint to the next."""
    lines = ["flowchart LR"]
    number = 0
    for place, phase in enumerate(found.phases):
        lines.append(f"  subgraph p{place}[{_quoted(phase.name)}]")
        for each in phase.touchpoints:
            lines.append(f"    t{number}[{_quoted(_said(each))}]")
            number += 1
        lines.append("  end")
    lines += [f"  t{each} --> t{each + 1}" for each in range(number - 1)]
    return "\n".join(lines) + "\n"


def _said(each: Touchpoint) -> str:
    return f"{each.name} ({each.owner.department})" if each.owner.department else each.name


def _quoted(text: str) -> str:
    """Mermaid's own way: in quotes, with the characters that end or open something as entities."""
    return '"' + " ".join(text.translate(ENTITIES).split()) + '"'
