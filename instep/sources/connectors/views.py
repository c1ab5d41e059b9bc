"""Which pages connect a system and show how it goes?"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.sources.connectors.forms import ConnectionForm
from instep.sources.connectors.models import Connection
from instep.sources.connectors.sealing import without_secrets
from instep.sources.connectors.syncing import in_words
from instep.sources.connectors.system import System, systems
from instep.sources.coverage import coverage
from instep.team.access import Request, everyone, may
from instep.team.role import Role
from instep.web.worker import is_working

RUNS = 30
setters_up = may(Role.LEAD, Role.ADMIN)


@setters_up
def index(request: Request) -> HttpResponse:
    found = list(Connection.objects.order_by("source"))
    return render(request, "sources/connections.html", {"connections": found, "systems": offered()})


def offered() -> list[System]:
    """Services first, then databases, the one for everything else last."""
    return sorted(systems().values(), key=lambda each: (bool(each.dialect), each.dialect == "any", each.title))


@everyone
def covered(request: Request) -> HttpResponse:
    found = coverage(settings.HOME, timezone.now().date(), Connection.asked_well())
    return render(request, "sources/coverage.html", {"found": found})


@setters_up
def new(request: Request, system: str) -> HttpResponse:
    if system not in systems():
        raise Http404
    form = ConnectionForm(systems()[system], None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.fill(Connection(source=form.cleaned_data["source"], system=system, made_by=request.user))
        made.made_at = made.asked_at = timezone.now()
        problem = tried(made)
        if problem:
            form.add_error(None, problem)
        else:
            made.save()
            return redirect("sources:connection", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "sources/connect.html", {"form": form, "system": systems()[system]}, status=status)


@setters_up
def connection(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Connection, pk=pk)
    form = ConnectionForm(found.about, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = form.fill(found)
        if problem := tried(changed):
            form.add_error(None, problem)
        else:
            changed.save()
            messages.success(request, _("Saved."))
            return redirect("sources:connection", pk)
    status = 422 if request.method == "POST" else 200
    part = "#state" if request.htmx else ""
    return render(request, f"sources/connection.html{part}", shown(found, form), status=status)


def shown(found: Connection, form: ConnectionForm) -> dict[str, object]:
    last = list(found.runs.order_by("-pk")[:RUNS])
    return {"connection": found, "form": form, "runs": last, "last": last[0] if last else None} | {
        "is_working": is_working(settings.HOME),
        "is_waiting": found.asked_at is not None,
    }


@setters_up
@require_POST
def runs(request: Request, pk: int) -> HttpResponse:
    """Sync now: the worker looks every few seconds."""
    is_full = request.POST.get("all") == "1"
    Connection.objects.filter(pk=pk).update(asked_at=timezone.now(), asked_for_all=is_full)
    return redirect("sources:connection", pk)


@setters_up
@require_POST
def trial(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Connection, pk=pk)
    if problem := tried(found):
        messages.error(request, problem)
    else:
        messages.success(request, _("%(title)s answers.") % {"title": found.about.title})
    return redirect("sources:connection", pk)


@setters_up
@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    Connection.objects.filter(pk=pk, paused_at=None).update(paused_at=timezone.now())
    return redirect("sources:connection", pk)


@setters_up
@require_POST
def pause_end(request: Request, pk: int) -> HttpResponse:
    Connection.objects.filter(pk=pk).update(paused_at=None)
    return redirect("sources:connection", pk)


@setters_up
@require_POST
def deletion(request: Request, pk: int) -> HttpResponse:
    """The credentials and the history of runs go; what was delivered stays and can be undone."""
    found = get_object_or_404(Connection, pk=pk)
    found.delete()
    messages.success(
        request, _("%(source)s is not asked any more. What it delivered stays.") % {"source": found.source}
    )
    return redirect("sources:connections")


def tried(found: Connection) -> str:
    """What is wrong with the connection, in a sentence without secrets; empty when it answers."""
    try:
        found.connected().test()
    except Exception as error:
        return without_secrets(in_words(error), found.opened_secrets())
    return ""
