"""Which pages lead a file from the upload to its records: read, map, identify, check, run?"""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.sources.imports.adding import Asked, problems
from instep.sources.imports.choice import Choice
from instep.sources.imports.fates import batch_fates
from instep.sources.imports.forms import ReadForm, mapped, mends_of, typed_of
from instep.sources.imports.pages import STEPS, check_page, mapping_page, read_page
from instep.sources.models import Upload
from instep.sources.own.needs import names
from instep.sources.taking.batch import batches
from instep.team.access import Request, may
from instep.team.role import Role
from instep.web.beside import run_beside


@may(Role.LEAD, Role.ADMIN)
def uploaded(request: Request, pk: int) -> HttpResponse:
    """Where an upload stands: how far it is, what came of it, or the step at which people choose."""
    kept = get_object_or_404(Upload, pk=pk)
    if kept.is_waiting:
        answer = redirect("sources:step", pk, kept.choice.step)
        return _moved(answer.url) if request.htmx else answer
    came = [(each, batch_fates(each)) for each in batches(settings.HOME) if each.batch_id in kept.batch_ids]
    part = "#progress" if request.htmx else ""
    return render(request, f"sources/uploaded.html{part}", {"upload": kept, "deliveries": came, "steps": STEPS})


@may(Role.LEAD, Role.ADMIN)
def step(request: Request, pk: int, step: str) -> HttpResponse:
    kept = get_object_or_404(Upload, pk=pk)
    if step not in SHOWN:
        raise Http404
    if not kept.is_waiting:
        return redirect("sources:uploaded", pk)
    return SHOWN[step](request, kept)


@may(Role.LEAD, Role.ADMIN)
@require_POST
def reading(request: Request, pk: int) -> HttpResponse:
    """People say how the file is written."""
    kept = get_object_or_404(Upload, pk=pk)
    form = ReadForm(request.POST, read_page(kept.seen)["offered"])
    if not form.is_valid():
        return _read(request, kept, form, status=422)
    return _chosen(kept, replace(kept.choice, said=form.said()), "map")


@may(Role.LEAD, Role.ADMIN)
@require_POST
def mapping(request: Request, pk: int) -> HttpResponse:
    """People say what the rows are, and which column is which field."""
    kept = get_object_or_404(Upload, pk=pk)
    before = kept.choice
    known = names(settings.HOME)
    if lacking := problems(request.POST, kept.seen["tables"], known):
        return _map(request, kept, Asked(known, request.POST.dict(), lacking), status=422)
    chosen = mapped(before, request.POST, kept.seen["tables"])
    is_other_kind = any(chosen.tables[name].kind != _kind(kept, name) for name in chosen.tables)
    return _chosen(kept, chosen, "map" if is_other_kind and chosen != before else "identify")


@may(Role.LEAD, Role.ADMIN)
@require_POST
def mends(request: Request, pk: int, place: int) -> HttpResponse:
    """People say what refused records should have been."""
    kept = get_object_or_404(Upload, pk=pk)
    tables = kept.seen["tables"]
    table = tables[min(place, len(tables) - 1)]
    return _chosen(kept, kept.choice.with_mends(table["table"], mends_of(request.POST, table)), "check")


@may(Role.LEAD, Role.ADMIN)
@require_POST
def nothing(request: Request, pk: int) -> HttpResponse:
    """A text of refused records stands for nothing."""
    kept = get_object_or_404(Upload, pk=pk)
    groups = [group for table in check_page(kept.seen, kept.choice)["tables"] for group in table["groups"]]
    text = request.POST.get("text", "")
    if text not in {offered for group in groups for offered, _ in group["nothings"]}:
        return redirect("sources:step", pk, "check")
    said = kept.choice.said
    missing = tuple(dict.fromkeys((*(said.missing or ()), text)))
    return _chosen(kept, replace(kept.choice, said=replace(said, missing=missing)), "check")


@may(Role.LEAD, Role.ADMIN)
@require_POST
def system(request: Request, pk: int) -> HttpResponse:
    """The file comes from a system that is here already, under its name."""
    kept = get_object_or_404(Upload, pk=pk)
    source = request.POST.get("source", "")
    if kept.is_waiting and source in kept.seen.get("same_system", ()):
        Upload.objects.filter(pk=pk).update(source=source)
        kept.look(kept.choice)
    return redirect("sources:uploaded", pk)


@may(Role.LEAD, Role.ADMIN)
@require_POST
def run(request: Request, pk: int) -> HttpResponse:
    """Let the file in as it was checked."""
    kept = get_object_or_404(Upload, pk=pk)
    if kept.is_waiting:
        replace(kept.choice, are_new_leads="new_leads" in request.POST).keep(kept.choice_path)
        kept.run(timezone.now())
    return redirect("sources:uploaded", pk)


@may(Role.LEAD, Role.ADMIN)
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Go on with what stopped half-way: look again, or take in again what is not in yet."""
    kept = get_object_or_404(Upload, pk=pk)
    if kept.run_at is None:
        kept.look(kept.choice)
    elif kept.is_stopped:
        kept.go_on()
    return redirect("sources:uploaded", pk)


@may(Role.LEAD, Role.ADMIN)
@require_POST
def cancellation(request: Request, pk: int) -> HttpResponse:
    """Stop, and leave nothing of it."""
    kept = get_object_or_404(Upload, pk=pk)
    if kept.finished_at is None:
        kept.stop()
        kept.finish(_("Cancelled: nothing of it was kept."))
        kept.forget()
        run_beside("cancel_upload", str(kept.pk))
        messages.success(request, _("%(file)s was cancelled; nothing of it was kept.") % {"file": kept.file_name})
    return redirect("sources:index")


def _read(request: Request, kept: Upload, form: ReadForm | None = None, status: int = 200) -> HttpResponse:
    page = read_page(kept.seen)
    typed = form.as_typed() if form else typed_of(kept.choice.said)
    found = page | {"said": typed, "form": form or ReadForm(None, page["offered"])}
    return _shown(request, kept, "read", found, status)


def _map(request: Request, kept: Upload, asked: Asked | None = None, status: int = 200) -> HttpResponse:
    page = mapping_page(kept.seen, kept.choice, asked or Asked(names(settings.HOME)))
    return _shown(request, kept, "map", page, status)


def _identify(request: Request, kept: Upload) -> HttpResponse:
    return _shown(request, kept, "identify", {"tables": kept.seen["tables"]})


def _check(request: Request, kept: Upload) -> HttpResponse:
    return _shown(request, kept, "check", check_page(kept.seen, kept.choice))


def _shown(request: Request, kept: Upload, name: str, found: dict[str, object], status: int = 200) -> HttpResponse:
    page = found | {"upload": kept, "steps": STEPS, "step": name, "seen": kept.seen}
    return render(request, f"sources/imports/{name}.html", page, status=status)


def _chosen(kept: Upload, choice: Choice, step: str) -> HttpResponse:
    """Look again where people said something new, then go on."""
    if not kept.is_waiting:
        return redirect("sources:uploaded", kept.pk)
    before = kept.choice
    if replace(choice, step=before.step) == before:
        return redirect("sources:step", kept.pk, step)
    kept.look(replace(choice, step=step))
    return redirect("sources:uploaded", kept.pk)


def _kind(kept: Upload, table: str) -> str | None:
    return next((each["kind"] for each in kept.seen["tables"] if each["table"] == table), None)


def _moved(url: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": url})


SHOWN: dict[str, Callable[[Request, Upload], HttpResponse]] = {
    "read": _read,
    "map": _map,
    "identify": _identify,
    "check": _check,
}
