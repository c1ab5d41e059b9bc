"""Which pages show the journey map, and let people change it together?"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.journey.designed.agreeing.views import ABOUT, propose
from instep.journey.designed.drawing import drawing
from instep.journey.designed.exporting import mermaid, workbook
from instep.journey.designed.forms import RemarkForm, RowsForm, TouchpointForm
from instep.journey.designed.journey_map import JourneyMap, Phase, Touchpoint
from instep.journey.designed.lanes import RIPE, Stop, lanes, stops
from instep.journey.designed.reading import QUALITIES, map_in_force
from instep.journey.designed.visitors import PAGE, Answer, Visitor, answers, days, visitors
from instep.journey.designed.writing import text_of, with_touchpoint
from instep.journey.listed import Totals
from instep.journey.models import Remark
from instep.team.access import Request, everyone
from instep.team.models import Proposal
from instep.team.place import Unreadable
from instep.warehouse import NotBuilt, Warehouse, current
from instep.web.readable import readable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@everyone
@readable
def journey_map_page(request: Request) -> HttpResponse:
    found = map_in_force(settings.HOME)
    warehouse, now = built(), timezone.now()
    shown = {
        "map": found,
        "phases": stops(found, warehouse, told_at(warehouse)),
        "proposal": Proposal.open_about(ABOUT, found.version),
        "past": Proposal.objects.filter(about=ABOUT, version__lte=found.version).order_by("-version")[:20],
        "is_due": found.review_on is not None and found.review_on <= now.date(),
        "ripe_days": RIPE.days,
        "remark_counts": remark_counts(),
    }
    return render(request, "journey/map.html", shown)


@everyone
@readable
def touchpoint(request: Request, slug: str) -> HttpResponse:
    """One touchpoint: what it promises, what was said about it. POST proposes a change, for both teams to sign."""
    found = map_in_force(settings.HOME)
    each = touchpoint_of(found, slug)
    form = TouchpointForm(found, each, request.POST if request.method == "POST" else None)
    shown = {"map": found, "touchpoint": each, "form": form, "remarks": remarks_on(each)}
    if request.method != "POST":
        return render(request, "journey/touchpoint.html", shown)
    if not form.is_valid():
        return render(request, "journey/touchpoint.html", shown, status=422)
    text = text_of(with_touchpoint(found, slug, form.changed(each)))
    try:
        return propose(request, found, text, form.cleaned_data["why"])
    except Unreadable as error:
        return render(request, "journey/touchpoint.html", shown | {"error": error}, status=422)


@everyone
@require_POST
@readable
def remarks(request: Request, slug: str) -> HttpResponse:
    each = touchpoint_of(map_in_force(settings.HOME), slug)
    form = RemarkForm(request.POST)
    if form.is_valid():
        said = {"touchpoint": each.name, "text": form.cleaned_data["text"]}
        Remark.objects.create(**said, said_by=request.user, said_at=timezone.now())
    else:
        messages.error(request, _("Write a comment of at most 1,000 characters."))
    return redirect("journey:touchpoint", slug)


@everyone
@readable
def map_text(request: Request) -> HttpResponse:
    return HttpResponse(map_in_force(settings.HOME).text, content_type="text/plain; charset=utf-8")


@everyone
@readable
def map_workbook(request: Request) -> HttpResponse:
    return _file(workbook(walked()), "journey.xlsx", XLSX)


@everyone
@readable
def map_drawing(request: Request) -> HttpResponse:
    shown = {"drawing": drawing(walked()), "map": map_in_force(settings.HOME)}
    return _file(render_to_string("journey/map.svg", shown).encode(), "journey.svg", "image/svg+xml")


@everyone
@readable
def map_mermaid(request: Request) -> HttpResponse:
    return _file(mermaid(map_in_force(settings.HOME)).encode(), "journey.mmd", "text/plain; charset=utf-8")


@everyone
@readable
def visitor_rows(request: Request, slug: str) -> HttpResponse:
    each, warehouse, form = touchpoint_of(map_in_force(settings.HOME), slug), current(), RowsForm(request.GET)
    outcome, offset = form.said("outcome") or "", form.said("after") or 0
    now = told_at(warehouse)
    rows = visitors(warehouse, each.name, outcome, now, offset)
    parts = (rows[0].total_part, rows[0].total_count) if rows and outcome in ("ripe", "owed") else (0, 0)
    timed = days(warehouse, each.name, now) if outcome == "went_on" else None
    ripe = lanes(warehouse, now)[each.name].ripe_count if outcome == "wrong" else 0
    shown = {"touchpoint": each, "outcome": outcome, "totals": Totals(*parts, timed)}
    shown["wrong_share"] = (rows[0].total_count if rows else 0) / ripe if ripe else None
    return render(request, "journey/visitors.html", shown | page_of(rows, offset))


@everyone
@readable
def answer_rows(request: Request, kind: str) -> HttpResponse:
    if kind not in QUALITIES:
        raise Http404("no such question")
    warehouse, offset = current(), RowsForm(request.GET).said("after") or 0
    rows = answers(warehouse, kind, told_at(warehouse), offset)
    return render(request, "journey/answers.html", {"kind": kind} | page_of(rows, offset))


def touchpoint_of(found: JourneyMap, slug: str) -> Touchpoint:
    each = found.touchpoint(slug)
    if each is None:
        raise Http404("no touchpoint of this name")
    return each


def remarks_on(each: Touchpoint) -> list[Remark]:
    return list(Remark.objects.filter(touchpoint=each.name).select_related("said_by").order_by("-pk")[:100])


def remark_counts() -> dict[str, int]:
    return dict(Counter(Remark.objects.values_list("touchpoint", flat=True)))


def built() -> Warehouse | None:
    """The map can be read before anything was counted."""
    try:
        return current()
    except NotBuilt:
        return None


def told_at(warehouse: Warehouse | None) -> datetime:
    """The moment as of which the tables speak."""
    manifest = warehouse.manifest if warehouse else None
    return datetime.fromisoformat(manifest.as_of_at) if manifest else timezone.now()


def page_of(rows: Sequence[Visitor] | Sequence[Answer], offset: int) -> dict[str, object]:
    count = rows[0].total_count if rows else 0
    return {"rows": rows, "count": count, "after": offset + PAGE if offset + PAGE < count else None}


def walked() -> list[tuple[Phase, Sequence[Stop]]]:
    """The map in force with what happens at each touchpoint."""
    warehouse = built()
    return stops(map_in_force(settings.HOME), warehouse, told_at(warehouse))


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
