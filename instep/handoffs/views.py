"""Which pages show hand-offs, and how is one answered?"""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from instep.handoffs.bands import Filters
from instep.handoffs.became import became
from instep.handoffs.brief import next_questions, touches
from instep.handoffs.choices import choices
from instep.handoffs.forms import ListForm, RowsForm, VerdictForm
from instep.handoffs.listing import one_band, overview
from instep.handoffs.models import Verdict
from instep.handoffs.reasons import titles
from instep.handoffs.rows import PAGE, Counted, row_count, rows
from instep.handoffs.waiting import Waiting, handoff, waiting
from instep.team.access import Request, everyone, may
from instep.team.role import Role
from instep.warehouse import Warehouse, current
from instep.web.minute import minute_of

ANSWERING = frozenset({Role.SALES, Role.LEAD, Role.ADMIN})
SPAN = timedelta(days=90)


@everyone
def index(request: Request) -> HttpResponseBase:
    """Reps see whom to answer, marketers what became of their leads."""
    return what_became(request) if request.user.role == Role.MARKETING else listed(request)


@everyone
def listed(request: Request) -> HttpResponse:
    warehouse, now = current(settings.HOME), timezone.now()
    at, form, since = minute_of(warehouse, now), ListForm(request.GET), Verdict.since(warehouse)
    read, own = form.read(), own_name(request)
    filters = form.filters(own)
    is_oldest, skip = read["order"] == "oldest", read["after"] or 0
    only = one_band(warehouse, at, read["band"], filters, since, skip, is_oldest) if read["band"] else None
    shown = [only] if only else overview(warehouse, at, filters, since)
    said = Verdict.last_on(row.handoff_id for band in shown for row in band.rows)
    found: dict[str, object] = {"bands": shown, "only": only, "said": said, "now": now}
    found["has_amounts"] = any(row.amount for band in shown for row in band.rows)
    found["choices"] = choices(warehouse, filters, own, read["whose"])
    if only:
        found["listed_count"] = row_count(warehouse, at, Counted(only.band.band, filters), since)
    return render(request, "handoffs/list.html", found | about(request, warehouse))


@everyone
def what_became(request: Request) -> HttpResponse:
    warehouse = current(settings.HOME)
    now = minute_of(warehouse, timezone.now())
    form, since = ListForm(request.GET), Verdict.since(warehouse)
    by, filters = request.GET.get("by", "channel"), form.filters(None)
    parts = became(warehouse, now, now - SPAN, now, by, filters, since)
    back = waiting(warehouse, now, "sent back", filters, since, size=20)
    found = {
        "by": by,
        "parts": parts,
        "now": now,
        "back": back,
        "start": now - SPAN,
        "span": {"start": (now - SPAN).isoformat(), "end": now.isoformat()} | chosen(filters),
        "said": Verdict.last_on(row.handoff_id for row in back),
        "choices": choices(warehouse, filters),
    }
    part = "#mirror" if request.htmx else ""
    return render(request, f"handoffs/became.html{part}", found | about(request, warehouse))


@everyone
def behind(request: Request) -> HttpResponse:
    """The hand-offs behind a figure."""
    warehouse, form = current(settings.HOME), RowsForm(request.GET)
    now = minute_of(warehouse, timezone.now())
    asked, since, skip = form.counted(), Verdict.since(warehouse), form.read()["after"] or 0
    count = row_count(warehouse, now, asked, since)
    found = {"rows": rows(warehouse, now, asked, since, skip=skip), "count": count, "asked": asked}
    found["after"] = skip + PAGE if skip + PAGE < count else None
    return render(request, "handoffs/rows.html", found | about(request, warehouse))


@everyone
def one(request: Request, handoff_id: str) -> HttpResponse:
    """The brief of one hand-off; for htmx only the reasons for sending it back."""
    return brief(request, found_or_404(handoff_id), VerdictForm())


def brief(request: Request, row: Waiting, form: VerdictForm, status: int = 200) -> HttpResponse:
    warehouse, now = current(settings.HOME), timezone.now()
    found = {"row": row, "form": form, "now": now, "verdict": Verdict.last_on([row.handoff_id]).get(row.handoff_id)}
    if not request.htmx:
        found |= {"touches": touches(warehouse, row.person_id, now), "questions": next_questions(row)}
    page = "handoffs/one.html#reasons" if request.htmx else "handoffs/one.html"
    return render(request, page, found | about(request, warehouse), status=status)


@may(*ANSWERING)
@require_POST
def give(request: Request, handoff_id: str) -> HttpResponse:
    """A verdict: accepted, or sent back with a reason."""
    row, form = found_or_404(handoff_id), VerdictForm(request.POST)
    if not form.is_valid():
        return brief(request, row, form, status=422)
    given = Verdict.objects.create(
        handoff_id=handoff_id,
        person_id=row.person_id,
        received_at=row.received_at,
        given_by=request.user,
        given_at=timezone.now(),
        **form.cleaned_data,
    )
    if earlier := given.withdrawn_for():
        who = earlier.given_by.get_full_name() if earlier.given_by else "Somebody"
        messages.warning(request, f"{who} was first: {row.label} is {earlier.decision} already.")
        return render(request, "handoffs/given.html") if request.htmx else redirect(back_to(request))
    words = f"{row.label} accepted." if form.cleaned_data["decision"] == Verdict.ACCEPTED else f"{row.label} sent back."
    messages.success(request, words, extra_tags=reverse("handoffs:undo", args=[handoff_id]))
    return render(request, "handoffs/given.html") if request.htmx else redirect(back_to(request))


@may(*ANSWERING)
@require_POST
def take_back(request: Request, handoff_id: str) -> HttpResponse:
    """Undo one's own last verdict."""
    verdict = Verdict.last_on([handoff_id]).get(handoff_id)
    if verdict is None or verdict.given_by != request.user:
        raise Http404
    verdict.take_back(request.user, timezone.now())
    messages.info(request, "Taken back.")
    return redirect(back_to(request))


def chosen(filters: Filters) -> dict[str, str]:
    return {name: value for name, value in vars(filters).items() if value}


def found_or_404(handoff_id: str) -> Waiting:
    warehouse = current(settings.HOME)
    found = handoff(warehouse, handoff_id, timezone.now(), Verdict.since(warehouse))
    if found is None:
        raise Http404
    return found


def about(request: Request, warehouse: Warehouse) -> dict[str, object]:
    """What every page of this room needs to know."""
    return {
        "may_answer": request.user.role in ANSWERING,
        "reasons": titles(settings.HOME),
        "as_of_at": warehouse.manifest.as_of_at if warehouse.manifest else "",
    }


def own_name(request: Request) -> str | None:
    """A rep sees their own hand-offs first, under the name by which the systems know them."""
    return request.user.owner_name or None if request.user.role == Role.SALES else None


def back_to(request: Request) -> str:
    """The page from which somebody came, if it is one of ours; else the list."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    return came_from if came_from and is_ours and "/verdict/" not in came_from else reverse("handoffs:list")
