"""Which pages let others post to us, and let us say what it means?"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from instep.sources.posted.bodies import LARGEST
from instep.sources.posted.example import FORM, OFFERED, fields_of, proposed
from instep.sources.posted.forms import DoorForm, ExampleForm, is_enough
from instep.sources.posted.models import Door, Payload
from instep.sources.posted.receiving import receive
from instep.sources.posted.signing import NONE
from instep.sources.posted.snippet import snippet
from instep.sources.posted.taking import set_free, take
from instep.team.access import Request, may, public
from instep.team.role import Role

SHOWN = 20
NEW = "new_door"
"""In the session of whoever made an address: its secret was not shown yet."""
deciding = may(Role.LEAD, Role.ADMIN)


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST", "OPTIONS"])
def posted(request: HttpRequest, token: str) -> HttpResponse:
    """Anybody who knows the address may post JSON or a form here, also a script of another website."""
    if request.method in ("GET", "HEAD"):
        return _what_for(request)
    answer = HttpResponse(status=204) if request.method == "OPTIONS" else _answer(request, token)
    for name in ("Origin", "Headers", "Methods"):
        answer[f"Access-Control-Allow-{name}"] = "POST" if name == "Methods" else "*"
    return answer


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    door = Door.at(token)
    if door is None:
        return JsonResponse({"ok": False, "why": "there is no such address, or it was closed"}, status=404)
    headers = {name.lower(): value for name, value in request.headers.items()}
    done = receive(door, request.read(LARGEST + 1), headers, timezone.now())
    if done.status == 202 and "text/html" in headers.get("accept", ""):
        return _thanks(request, door)
    answer = JsonResponse({"ok": done.status == 202, "why": done.why, "count": done.count}, status=done.status)
    if done.status == 429:
        answer["Retry-After"] = "60"
    return answer


def _what_for(request: HttpRequest) -> HttpResponse:
    """Whoever opens the address in a browser is told what it is for; whose it is, nobody."""
    why = _("This address takes what forms and webhooks send: POST JSON or form fields to it. There is nothing to see.")
    is_page = request.accepts("text/html")
    said = {"ok": False, "why": why}
    answer = render(request, "sources/posted/what_for.html", said) if is_page else JsonResponse(said)
    answer.status_code, answer["Allow"] = 405, "POST, OPTIONS"
    return answer


def _thanks(request: HttpRequest, door: Door) -> HttpResponse:
    if not door.redirect_to:
        return render(request, "sources/posted/thanks.html")
    answer = HttpResponseRedirect(door.redirect_to)
    answer.status_code = 303
    return answer


@deciding
def doors(request: Request) -> HttpResponse:
    """GET: all addresses. POST: a new one."""
    form = DoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        door = Door.make(request.user, timezone.now(), **form.cleaned_data)
        request.session[NEW] = door.pk
        return redirect("sources:door", door.pk)
    listed = [(door, counted(door)) for door in Door.objects.order_by("closed_at", "name")]
    found = {"form": form, "listed": listed, "schemes": Door.SCHEMES}
    return render(request, "sources/posted/doors.html", found, status=422 if form.errors else 200)


@deciding
def door(request: Request, pk: int) -> HttpResponse:
    """Whoever made an address sees its secret once."""
    one = get_object_or_404(Door, pk=pk)
    is_new = request.session.pop(NEW, None) == pk
    return with_secret(request, one) if is_new else render(request, "sources/posted/door.html", shown(request, one))


@may(Role.ADMIN)
@require_POST
def secret(request: Request, pk: int) -> HttpResponse:
    """From then on an admin sees it who asks for it."""
    return with_secret(request, get_object_or_404(Door, pk=pk))


def with_secret(request: Request, one: Door) -> HttpResponse:
    found = shown(request, one) | {"secret": one.secret if one.scheme != NONE else ""}
    answer = render(request, "sources/posted/door.html", found)
    answer["Cache-Control"] = "private, no-store"
    return answer


def shown(request: Request, one: Door, problem: str = "") -> dict[str, Any]:
    last = list(one.payloads.filter(problem="").order_by("-pk")[:SHOWN])
    asked = request.GET.get("kind", "")
    kind = asked if asked in OFFERED else ""
    mapped = one.mapped
    example = mapped if mapped and kind in ("", mapped.kind) else proposed([each.told for each in last], kind)
    paths = list(dict.fromkeys(path for each in reversed(last) for path in each.told))
    named = {path: name for name, path in example.fields.items()}
    address = request.build_absolute_uri(reverse("posted", args=[one.token]))
    return {
        "door": one,
        "counts": counted(one),
        "last": last,
        "refused": one.payloads.exclude(problem="").order_by("-pk")[:SHOWN],
        "example": example,
        "kinds": OFFERED,
        "fields": [(name, name.replace("_", " "), meaning) for name, meaning in fields_of(example.kind).items()],
        "rows": [(path, samples(path, last), named.get(path, "")) for path in paths],
        "address": address,
        "snippet": snippet(address),
        "problem": problem,
        "has_secret": one.scheme != NONE,
        "is_admin": request.user.role == Role.ADMIN,
        "is_form": example.kind == FORM,
    }


def samples(path: str, last: list[Payload]) -> list[str]:
    """The two latest values under a path."""
    return [each.told[path] for each in last if path in each.told][:2]


def counted(one: Door) -> dict[str, int]:
    good = one.payloads.filter(problem="")
    return {
        "received": one.payloads.count(),
        "waiting": good.filter(batch_id="").count(),
        "taken": good.exclude(batch_id="").count(),
        "refused": one.payloads.exclude(problem="").count(),
    }


@deciding
@require_POST
def mapping(request: Request, pk: int) -> HttpResponse:
    """Which path is which field: from now on each payload becomes a record; those that waited are taken in at once."""
    one = get_object_or_404(Door, pk=pk)
    example = ExampleForm(request.POST).example(request.POST.dict())
    problem = is_enough(example) if example else _("Say what each payload is.")
    if example is None or problem:
        return render(request, "sources/posted/door.html", shown(request, one, problem), status=422)
    one.example = example.to_json()
    one.save(update_fields=["example"])
    count = sum(batch.taken_count for batch in take(settings.HOME, one, timezone.now()))
    messages.success(request, _("Understood. %(count)s payloads that waited are taken in.") % {"count": count})
    return redirect("sources:door", pk)


@deciding
@require_POST
def replay(request: Request, pk: int) -> HttpResponse:
    """Take in again what was undone, by what the mapping says now."""
    one = get_object_or_404(Door, pk=pk)
    freed = set_free(settings.HOME, one)
    take(settings.HOME, one, timezone.now())
    messages.success(request, _("%(count)s payloads of undone deliveries are taken in again.") % {"count": freed})
    return redirect("sources:door", pk)


@deciding
@require_POST
def closing(request: Request, pk: int) -> HttpResponse:
    Door.objects.filter(pk=pk, closed_at=None).update(closed_at=timezone.now())
    messages.success(request, _("Closed. What came in stays."))
    return redirect("sources:doors")
