"""Which pages show what our systems delivered, and take in more?"""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.sources.forms import LinesForm, UploadForm
from instep.sources.imports.choice import Choice
from instep.sources.models import Upload
from instep.sources.overview import delivered, plural, sources
from instep.sources.taking.batch import Batch, batches, named
from instep.sources.taking.lines import PAGE as LINES
from instep.sources.taking.lines import lines
from instep.sources.taking.refusals import refusals, refused_file
from instep.sources.taking.undoing import mends_of
from instep.team.access import Request, everyone, may
from instep.team.role import Role
from instep.warehouse.versions import Versions
from instep.web.amounts import number
from instep.web.beside import run_beside

PAGE = 50
UNDOING = "undoing"
"""In the session: the deliveries that this person had undone, so that they are marked at once."""


@everyone
def index(request: Request) -> HttpResponse:
    return render(request, "sources/index.html", what_came(request, UploadForm()))


def what_came(request: Request, form: UploadForm) -> dict[str, object]:
    everything = list(reversed(batches(settings.HOME)))
    only, kind, after = (request.GET.get(name) for name in ("source", "kind", "after"))
    found = [batch for batch in everything if only in (None, batch.source) and (not kind or kind in batch.records)]
    start = next((at for at, batch in enumerate(found, 1) if batch.batch_id == after), 0)
    shown = found[start : start + PAGE]
    return {
        "form": form,
        "sources": sources(everything),
        "only": only,
        "kind": kind,
        "delivered": delivered(found),
        "deliveries": shown,
        "delivery_count": len(found),
        "after": shown[-1].batch_id if start + PAGE < len(found) else None,
        "uploads": [each for each in Upload.objects.order_by("-pk")[:5] if each.is_under_way or each.is_waiting],
        "version": Versions(settings.HOME.versions).published(),
        "undoing": request.session.get(UNDOING, []),
        "may_add": request.user.leads,
    }


@may(Role.LEAD, Role.ADMIN)
@require_POST
def upload(request: Request) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "sources/index.html", what_came(request, form), status=422)
    kept = Upload.keep(form.cleaned_data["file"], form.cleaned_data["source"], request.user, timezone.now())
    kept.look(Choice())
    return redirect("sources:uploaded", kept.pk)


@everyone
def delivery(request: Request, batch_id: str) -> HttpResponse:
    batch = batch_or_404(batch_id)
    found = {
        "batch": batch,
        "refusals": refusals(settings.HOME, batch),
        "lines_at": reverse("sources:lines", args=[batch.batch_id]),
        "taken_as": ", ".join(f"{number(count)} {plural(kind)}" for kind, count in batch.records.items()),
        "duplicate_as": _duplicate_as(batch),
        "may_undo": request.user.leads,
        "mends": [each for each in mends_of(batch, batches(settings.HOME)) if each.undone_at is None],
        "mended": named(settings.HOME, batch.mends) if batch.mends else None,
    }
    return render(request, "sources/delivery.html", found)


def _duplicate_as(batch: Batch) -> str:
    """Said before: in this file, in an earlier delivery, or either."""
    own = batch.outcome
    is_repeated = batch.received_count > batch.refused_count + own.count
    if is_repeated and own.unchanged:
        return _("already here, or repeated inside this file")
    return _("repeated inside this file") if is_repeated else _("already here, unchanged")


@everyone
def fated_lines(request: Request, batch_id: str) -> HttpResponse:
    """The lines of a delivery behind one of its counts."""
    batch, form = batch_or_404(batch_id), LinesForm(request.GET)
    fate, skip = form.read()
    found = lines(settings.HOME, batch, fate, skip)
    after = skip + LINES if skip + LINES < found.count else None
    return render(request, "sources/lines.html", {"batch": batch, "fate": fate, "lines": found, "after": after})


@may(Role.LEAD, Role.ADMIN)
def refused(request: Request, batch_id: str) -> HttpResponse | FileResponse:
    path = refused_file(settings.HOME, batch_or_404(batch_id))
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"refused-{batch_id}.csv")


@may(Role.LEAD, Role.ADMIN)
@require_POST
def withdrawal(request: Request, batch_id: str) -> HttpResponse:
    """Undo a delivery exactly, beside the web: what leaned on it is read again, and the tables follow."""
    batch = batch_or_404(batch_id)
    request.session[UNDOING] = [*request.session.get(UNDOING, []), batch.batch_id][-PAGE:]
    run_beside("withdraw", batch.batch_id)
    messages.success(request, _("%(file)s is being undone; the numbers follow in a moment.") % {"file": batch.file})
    return redirect("sources:index")


def batch_or_404(batch_id: str) -> Batch:
    """Also by the id under which it came in, when it was joined with others since."""
    found = named(settings.HOME, batch_id)
    if found is None:
        raise Http404
    return found
