"""Which pages explain our words?"""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from instep.definitions.access import DECIDERS, built, built_at, definition_or_404, names_broken_files, words_in_force
from instep.definitions.agreeing.models import broken_seals, open_one
from instep.definitions.chart import finding, option
from instep.definitions.definition import Definition
from instep.definitions.drift import Drift
from instep.definitions.forms import MonthForm
from instep.definitions.restating import ledger
from instep.definitions.schema import schema
from instep.definitions.usage import leaning_on, rooms_using
from instep.definitions.volume import members, months, standings
from instep.definitions.wording import outline, whole_sentence
from instep.team.access import Request, everyone
from instep.team.place import Unreadable
from instep.warehouse import Warehouse, current
from instep.web.palette import fits
from instep.web.remembered import remembered

PAGE = 50
RESTATED = 24


@everyone
@names_broken_files
def index(request: Request) -> HttpResponse:
    words = words_in_force()
    warehouse = built()
    met = standings(warehouse) if warehouse else {}
    rows = [(one, met.get((one.name, one.version))) for one in words.values()]
    rows.sort(key=lambda row: -row[1].met_count if row[1] else 1)
    signed_count = sum(one.is_signed for one in words.values())
    return render(
        request,
        "definitions/index.html",
        {"rows": rows, "signed_count": signed_count, "may_decide": request.user.role in DECIDERS},
    )


@everyone
@names_broken_files
def glossary(request: Request) -> HttpResponse:
    """Every word in plain words, in the order of the alphabet."""
    words = sorted(words_in_force().values(), key=lambda one: one.title.lower())
    titles = {one.name: one.title for one in words}
    said = [(one, whole_sentence(one, titles)) for one in words]
    return render(request, "definitions/glossary.html", {"said": said})


@everyone
def schema_file(request: Request) -> JsonResponse:
    """For editors: what may stand in a definition's file."""
    return JsonResponse(schema())


@everyone
def search(request: Request) -> JsonResponse:
    """What the command palette finds: the words of which what was typed is a part; a broken file finds none."""
    try:
        words = words_in_force().values()
    except Unreadable:
        return JsonResponse([], safe=False)
    found = [each for each in words if fits(request.GET.get("q", ""), each.title, *each.synonyms)]
    return JsonResponse([entry(each) for each in found], safe=False)


def entry(one: Definition) -> dict[str, str]:
    address = reverse("definitions:show", args=[one.name])
    return {"title": one.title, "detail": f"definition, version {one.version}", "url": address}


@everyone
@names_broken_files
def show(request: Request, name: str) -> HttpResponse:
    """The version that counts, or the one that some number was counted by."""
    one, words = definition_or_404(name, MonthForm(request.GET).asked_version())
    warehouse, counting = built(), words.get(name, one)
    found = {
        "one": one,
        "counting": counting,
        "outline": outline(one.rule, {word.name: word.title for word in words.values()}),
        "proposal": open_one(name, counting.version if counting.is_signed else 0),
        "may_decide": request.user.role in DECIDERS,
        "leaning": leaning_on(name, list(words.values())),
        "rooms": rooms_using(settings.HOME),
        "restated": ledger(settings.HOME).of_name(name)[:RESTATED],
        "drifted": next(
            (each for each in drifted(warehouse) if (each.one.name, each.one.version) == (name, one.version)), None
        ),
        **(counted(warehouse, one) if warehouse else {}),
    }
    return render(request, "definitions/show.html", found)


def drifted(warehouse: Warehouse | None) -> list[Drift]:
    return remembered(warehouse, "broken seals", lambda: broken_seals(warehouse)) if warehouse else []


def counted(warehouse: Warehouse, one: Definition) -> dict[str, object]:
    by_month, now = months(warehouse, one), built_at(warehouse)
    return {
        "standing": standings(warehouse).get((one.name, one.version)),
        "months": list(reversed(by_month)),
        "option": option(by_month, now, reverse("definitions:rows", args=[one.name], query={"version": one.version})),
        "finding": finding(by_month, now),
    }


@everyone
@names_broken_files
def rows(request: Request, name: str) -> HttpResponse:
    form = MonthForm(request.GET)
    one, _ = definition_or_404(name, form.asked_version())
    (start, end), is_now, offset = form.span(), form.is_standing(), form.offset()
    found = members(current(), one, start, end, is_now, PAGE, offset)
    count = found[0].total_count if found else 0
    after = offset + PAGE if offset + PAGE < count else None
    narrowed = {"start": start, "is_now": is_now, "count": count, "after": after}
    return render(request, "definitions/rows.html", {"one": one, "rows": found, **narrowed})
