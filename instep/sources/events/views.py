"""Which pages show live events: what comes in, with which keys, and what was refused?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.sources.events import figures, quarantine
from instep.sources.events.call import TYPES
from instep.sources.events.debugger import LATEST, Heard, latest, opened, pretty
from instep.sources.events.forms import KeyForm, MendForm, QuarantineForm, WatchForm
from instep.sources.events.models import WriteKey
from instep.sources.events.snippets import address, snippets
from instep.sources.events.store import DUPLICATE, FATES, QUARANTINED
from instep.team.access import Request, may
from instep.team.role import Role

PAGE = 50


@may(Role.LEAD, Role.ADMIN)
def live(request: Request) -> HttpResponse:
    asked = WatchForm(request.GET).read()
    names = {key.key_id: key.name for key in WriteKey.objects.all()}
    every = figures.by_key(settings.HOME)
    told = {
        "heard": [replace(each, key=names.get(each.key_id, each.key_id)) for each in _heard(asked)],
        "limit": LATEST,
        "names": names,
        "figures": figures.together(every),
        "waiting_count": figures.waiting_count(settings.HOME),
        "turned_away": figures.turned_away(settings.HOME, f"{timezone.now() - timedelta(days=7):%Y-%m-%d}"),
        "choices": _choices(asked, names | {each.key_id: names.get(each.key_id, each.key_id) for each in every}),
        "query": request.GET.urlencode(),
        "may_make": request.user.role == Role.ADMIN,
    }
    return render(request, f"sources/events/live.html{'#watched' if request.htmx else ''}", told)


def _heard(asked: dict[str, str]) -> list[Heard]:
    return latest(settings.HOME, asked["key_id"], asked["type_"], asked["fate"])


def _choices(asked: dict[str, str], names: dict[str, str]) -> list[dict[str, Any]]:
    fates = [(fate, _(fate)) for fate in FATES]
    return [
        {"name": "key", "label": _("Key"), "options": list(names.items()), "selected": asked["key_id"]},
        {"name": "type", "label": _("Type"), "options": [(each, each) for each in TYPES], "selected": asked["type_"]},
        {"name": "fate", "label": _("Verdict"), "options": fates, "selected": asked["fate"]},
    ]


@may(Role.LEAD, Role.ADMIN)
def stored(request: Request, seq: int) -> HttpResponse:
    event = opened(settings.HOME, seq)
    if event is None:
        raise Http404
    return render(request, "sources/events/event.html", {"event": event})


@may(Role.LEAD, Role.ADMIN)
def keys(request: Request) -> HttpResponse:
    form = KeyForm(request.POST or None)
    if request.method == "POST" and request.user.role != Role.ADMIN:
        return render(request, "403.html", status=403)
    if request.method == "POST" and form.is_valid():
        made, text = form.make(request.user, timezone.now())
        return render(request, "sources/events/keys.html", _keys(request, KeyForm(), made, text))
    return render(request, "sources/events/keys.html", _keys(request, form), status=422 if form.errors else 200)


def _keys(request: Request, form: KeyForm, made: WriteKey | None = None, text: str = "") -> dict[str, Any]:
    counts = {each.key_id: each for each in figures.by_key(settings.HOME)}
    listed = [(key, counts.get(key.key_id)) for key in WriteKey.objects.select_related("made_by")]
    where = address(request.get_host(), is_safe=request.is_secure())
    shown = {"listed": listed, "form": form, "made": made, "text": text, "may_make": request.user.role == Role.ADMIN}
    public = next((key.shown_key for key, _ in listed if key.is_public and not key.revoked_at), "")
    return shown | {"address": where, "snippets": snippets(where, text or public or "YOUR_WRITE_KEY")}


@may(Role.ADMIN)
@require_POST
def revocation(request: Request, pk: int) -> HttpResponse:
    key = get_object_or_404(WriteKey, pk=pk)
    if key.revoked_at is None:
        key.revoke(request.user, timezone.now())
    messages.success(request, _("%(name)s is revoked: what it sends waits in quarantine.") % {"name": key.name})
    return redirect("sources:keys")


@may(Role.LEAD, Role.ADMIN)
def quarantined(request: Request) -> HttpResponse:
    why, after = QuarantineForm(request.GET).read()
    rows = quarantine.held(settings.HOME, why, after, PAGE)
    reasons = quarantine.reasons(settings.HOME)
    count = sum(reason.count for reason in reasons if why in ("", reason.why))
    more = rows[-1].place if len(rows) == PAGE else None
    told = {"rows": rows, "reasons": reasons, "why": why, "count": count, "after": more}
    return render(request, "sources/events/quarantine.html", told)


@may(Role.LEAD, Role.ADMIN)
@require_POST
def replayed(request: Request) -> HttpResponse:
    why, _after = QuarantineForm(request.POST).read()
    found = quarantine.replay(settings.HOME, why)
    messages.success(
        request,
        _("%(stored)s stored, %(duplicate)s were there already, %(quarantined)s still don't fit.")
        % {"stored": found["stored"], "duplicate": found[DUPLICATE], "quarantined": found[QUARANTINED]},
    )
    return redirect("sources:quarantine")


@may(Role.LEAD, Role.ADMIN)
def mend(request: Request, place: int) -> HttpResponse:
    held = quarantine.held_one(settings.HOME, place)
    if held is None:
        raise Http404
    form = MendForm(request.POST or None, initial={"said": pretty(held.said), "as_key": ""})
    if request.method == "POST" and form.is_valid():
        fate = quarantine.replay_one(settings.HOME, place, form.cleaned_data["said"], form.cleaned_data["as_key"])
        if fate != QUARANTINED:
            messages.success(request, _("Taken: it is %(fate)s now.") % {"fate": _(fate)})
            return redirect("sources:quarantine")
        held = quarantine.held_one(settings.HOME, place)
    told = {"held": held, "form": form, "keys": WriteKey.objects.filter(revoked_at=None)}
    return render(request, "sources/events/mend.html", told, status=422 if request.method == "POST" else 200)
