"""Which pages show the journey map, and let people change it together?"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.journey.designed.courses import Courser, coursers, courses, deviations, differences
from instep.journey.designed.drawing import drawing
from instep.journey.designed.exporting import mermaid, workbook
from instep.journey.designed.forms import RemarkForm, RowsForm, TouchpointForm
from instep.journey.designed.journey_map import JourneyMap, Phase, Touchpoint
from instep.journey.designed.lanes import RIPE, Stop, stops
from instep.journey.designed.reading import FILE, QUALITIES, journey_map, map_in_force
from instep.journey.designed.visitors import PAGE, Answer, Visitor, answers, days, visitors
from instep.journey.designed.writing import proposable, put_in_force, text_of, with_touchpoint
from instep.journey.listed import Totals
from instep.journey.models import Remark
from instep.team.access import Request, everyone, may
from instep.team.models import NotYours, Proposal
from instep.team.place import Unreadable
from instep.team.role import Role
from instep.team.signature import as_version
from instep.timeline.forms import ProposalForm, SignatureForm
from instep.timeline.shown import difference
from instep.warehouse import NotBuilt, Warehouse, current
from instep.web.beside import run_beside
from instep.web.remembered import same_for_all

ABOUT = "journey"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
deciding = may(Role.MARKETING, Role.SALES, Role.SERVICE, Role.LEAD, Role.ADMIN)


@everyone
def journey_map_page(request: Request) -> HttpResponse:
    try:
        found = map_in_force(settings.HOME)
    except Unreadable as error:
        return render(request, "journey/unreadable.html", {"error": error})
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
def touchpoint(request: Request, slug: str) -> HttpResponse:
    """One touchpoint: what it promises, what was said about it. POST proposes a change, for both teams to sign."""
    found = map_in_force(settings.HOME)
    each = touchpoint_of(found, slug)
    form = TouchpointForm(found, each, *([request.POST] if request.method == "POST" else []))
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
def map_text(request: Request) -> HttpResponse:
    return HttpResponse(map_in_force(settings.HOME).text, content_type="text/plain; charset=utf-8")


@everyone
def map_workbook(request: Request) -> HttpResponse:
    return _file(workbook(walked()), "journey.xlsx", XLSX)


@everyone
def map_drawing(request: Request) -> HttpResponse:
    shown = {"drawing": drawing(walked()), "map": map_in_force(settings.HOME)}
    return _file(render_to_string("journey/map.svg", shown).encode(), "journey.svg", "image/svg+xml")


@everyone
def map_mermaid(request: Request) -> HttpResponse:
    return _file(mermaid(map_in_force(settings.HOME)).encode(), "journey.mmd", "text/plain; charset=utf-8")


@deciding
def proposals(request: Request) -> HttpResponse:
    """GET: the whole map as its file, ready to be changed. POST: a new version is proposed."""
    found = map_in_force(settings.HOME)
    if request.method != "POST":
        return render(request, "journey/propose.html", {"text": found.text, "map": found})
    form = ProposalForm(request.POST)
    typed = {"text": request.POST.get("text", ""), "why": request.POST.get("why", ""), "map": found}
    if not form.is_valid():
        return render(request, "journey/propose.html", typed | {"form": form}, status=422)
    try:
        return propose(request, found, form.cleaned_data["text"], form.cleaned_data["why"])
    except Unreadable as error:
        return render(request, "journey/propose.html", typed | {"error": error}, status=422)


@everyone
def proposal(request: Request, version: int) -> HttpResponse:
    offered = get_object_or_404(Proposal, about=ABOUT, version=version)
    found = map_in_force(settings.HOME)
    shown = {
        "proposal": offered,
        "map": found,
        "proposed": journey_map(offered.text),
        "is_open": Proposal.open_about(ABOUT, found.version) == offered,
        "sides": offered.sides_open_to(request.user),
        "signatures": offered.signatures.order_by("team"),
        "difference": difference(as_version(found.text, version), offered.text),
    }
    return render(request, "journey/proposal.html", shown)


@deciding
@require_POST
def signatures(request: Request, version: int) -> HttpResponse:
    """Sign for one's team; with both teams' names the map holds and the tables follow."""
    offered = get_object_or_404(Proposal, about=ABOUT, version=version)
    if Proposal.open_about(ABOUT, map_in_force(settings.HOME).version) != offered:
        messages.error(
            request, _("This map can't be signed any more: it holds already, or a newer one took its place.")
        )
        return redirect("journey:proposal", version)
    try:
        with transaction.atomic():
            offered.sign(request.user, SignatureForm(request.POST).cleaned_team(), timezone.now())
            said = in_force(offered)
    except NotYours as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("journey:proposal", version)


@everyone
def visitor_rows(request: Request, slug: str) -> HttpResponse:
    each, warehouse, form = touchpoint_of(map_in_force(settings.HOME), slug), current(), RowsForm(request.GET)
    outcome, offset = form.said("outcome") or "", form.said("after") or 0
    now = told_at(warehouse)
    rows = visitors(warehouse, each.name, outcome, now, offset)
    parts = (rows[0].total_part, rows[0].total_count) if rows and outcome in ("ripe", "owed") else (0, 0)
    timed = days(warehouse, each.name, now) if outcome == "went_on" else None
    shown = {"touchpoint": each, "outcome": outcome, "totals": Totals(*parts, timed)}
    return render(request, "journey/visitors.html", shown | page_of(rows, offset))


@everyone
def ways(request: Request) -> HttpResponse:
    """Designed and actual: the ways that people took, where they left the map, what buyers did differently."""
    warehouse = current()
    return same_for_all(request, warehouse, "journey/ways.html", lambda: travelled(warehouse))


def travelled(warehouse: Warehouse) -> dict[str, object]:
    now = told_at(warehouse)
    return {
        "courses": courses(warehouse, now),
        "deviations": deviations(warehouse, now),
        "differences": differences(warehouse, now),
        "ripe_days": RIPE.days,
    }


@everyone
def course_rows(request: Request) -> HttpResponse:
    warehouse, form = current(), RowsForm(request.GET)
    course, deviation = form.said("course") or "", (form.said("kind") or "", form.said("touchpoint") or "")
    offset = form.said("after") or 0
    rows = coursers(warehouse, course, deviation, told_at(warehouse), offset)
    totals = Totals(rows[0].total_part, rows[0].total_count) if rows else Totals()
    shown = {"course": course, "kind": deviation[0], "touchpoint": deviation[1], "totals": totals}
    return render(request, "journey/coursers.html", shown | page_of(rows, offset))


@everyone
def answer_rows(request: Request, kind: str) -> HttpResponse:
    if kind not in QUALITIES:
        raise Http404("no such question")
    warehouse, offset = current(), RowsForm(request.GET).said("after") or 0
    rows = answers(warehouse, kind, told_at(warehouse), offset)
    return render(request, "journey/answers.html", {"kind": kind} | page_of(rows, offset))


def propose(request: Request, found: JourneyMap, text: str, why: str) -> HttpResponse:
    """Raises Unreadable, also where somebody else proposed that version a moment ago."""
    version = next_version(found)
    proposed = proposable(text, version, why)
    said = {"text": proposed.text, "why": why, "proposed_by": request.user, "proposed_at": timezone.now()}
    try:
        with transaction.atomic():
            Proposal.objects.create(about=ABOUT, version=version, **said)
    except IntegrityError as error:
        problem, advice = (
            _("somebody proposed this version a moment ago"),
            _("Look at theirs, then propose yours again"),
        )
        raise Unreadable(FILE, "", problem, advice) from error
    return redirect("journey:proposal", version)


def in_force(offered: Proposal) -> str:
    offered = Proposal.objects.get(pk=offered.pk)
    if not offered.is_agreed:
        return _("Signed. The map holds as soon as the other team signs too.")
    put_in_force(settings.HOME, offered.text, offered.written_signatures(), timezone.now().date())
    run_beside("journey_agreed")
    return _("Both teams have signed: version %(version)s holds, the figures follow in a moment.") % {
        "version": offered.version
    }


def touchpoint_of(found: JourneyMap, slug: str) -> Touchpoint:
    each = found.touchpoint(slug)
    if each is None:
        raise Http404("no touchpoint of this name")
    return each


def remarks_on(each: Touchpoint) -> list[Remark]:
    return list(Remark.objects.filter(touchpoint=each.name).select_related("said_by").order_by("-pk")[:100])


def remark_counts() -> dict[str, int]:
    return dict(Counter(Remark.objects.values_list("touchpoint", flat=True)))


def next_version(found: JourneyMap) -> int:
    newest = Proposal.objects.filter(about=ABOUT).order_by("-version").first()
    return max(found.version, newest.version if newest else 0) + 1


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


def page_of(rows: Sequence[Visitor] | Sequence[Answer] | Sequence[Courser], offset: int) -> dict[str, object]:
    count = rows[0].total_count if rows else 0
    return {"rows": rows, "count": count, "after": offset + PAGE if offset + PAGE < count else None}


def walked() -> list[tuple[Phase, Sequence[Stop]]]:
    """The map in force with what happens at each touchpoint."""
    warehouse = built()
    return stops(map_in_force(settings.HOME), warehouse, told_at(warehouse))


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
