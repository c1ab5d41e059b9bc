"""Which pages put designed and actual side by side?"""

from collections.abc import Sequence
from dataclasses import fields

from django.http import HttpResponse
from django.shortcuts import render

from instep.journey.designed.actual.courses import Courser, Whose, coursers, courses, deviations, differences
from instep.journey.designed.actual.moves import PAGE, Mover, bottlenecks, conforming, days, movers, moves
from instep.journey.designed.actual.process import MOST, process
from instep.journey.designed.forms import RowsForm
from instep.journey.designed.lanes import RIPE
from instep.journey.designed.views import told_at
from instep.journey.listed import Totals
from instep.team.access import Request, everyone
from instep.warehouse import Warehouse, current
from instep.web.readable import readable
from instep.web.remembered import same_for_all


@everyone
@readable
def ways(request: Request) -> HttpResponse:
    """Designed and actual: the ways that people took, where they left the map, what buyers did differently."""
    warehouse = current()
    return same_for_all(request, warehouse, "journey/ways.html", lambda: travelled(warehouse))


def travelled(warehouse: Warehouse) -> dict[str, object]:
    now = told_at(warehouse)
    found = moves(warehouse, now)
    return {
        "moves": found[:MOST],
        "move_count": len(found),
        "bottlenecks": bottlenecks(found),
        "process": process(found),
        "conforming": conforming(warehouse, now),
        "courses": courses(warehouse, now),
        "deviations": deviations(warehouse, now),
        "differences": differences(warehouse, now),
        "ripe_days": RIPE.days,
    }


@everyone
@readable
def course_rows(request: Request) -> HttpResponse:
    warehouse, form = current(), RowsForm(request.GET)
    whose = Whose(**{each.name: form.said(each.name) or "" for each in fields(Whose)})
    now, offset = told_at(warehouse), form.said("after") or 0
    rows = coursers(warehouse, whose, now, offset)
    totals = Totals(rows[0].total_part, rows[0].total_count) if rows else Totals()
    among = conforming(warehouse, now).whole if rows and whose.kept else 0
    shown = {"whose": whose, "totals": totals, "kept_share": rows[0].total_count / among if among else None}
    return render(request, "journey/coursers.html", shown | page_of(rows, offset))


@everyone
@readable
def mover_rows(request: Request) -> HttpResponse:
    """Who made a move of the process map, the longest wait first."""
    warehouse, form = current(), RowsForm(request.GET)
    ends = (form.said("touchpoint") or "", form.said("next_touchpoint") or "")
    now, offset = told_at(warehouse), form.said("after") or 0
    shown = {"ends": ends, "totals": Totals(days=days(warehouse, *ends, now))}
    return render(request, "journey/movers.html", shown | page_of(movers(warehouse, *ends, now, offset), offset))


def page_of(rows: Sequence[Courser] | Sequence[Mover], offset: int) -> dict[str, object]:
    count = rows[0].total_count if rows else 0
    return {"rows": rows, "count": count, "after": offset + PAGE if offset + PAGE < count else None}
