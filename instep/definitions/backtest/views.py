"""Which page shows how a version would have done, before anybody signs it?"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.definitions.access import DECIDERS, built_at, deciding, names_broken_files, tables, words_in_force
from instep.definitions.agreeing.models import requests
from instep.definitions.backtest.edge_chart import option
from instep.definitions.backtest.figures import figures, months
from instep.definitions.backtest.forms import CapacityForm, ListForm, TrialForm
from instep.definitions.backtest.house_leaks import all_fields, house_leaks, used_fields
from instep.definitions.backtest.lists import of_month, people
from instep.definitions.backtest.load import load
from instep.definitions.backtest.telling_trial import headline
from instep.definitions.backtest.trial import Trial, as_turned, is_counted, trial
from instep.definitions.definition import Definition
from instep.definitions.editing.drafts import draft_text
from instep.definitions.models import Capacity
from instep.definitions.reading import definition, definitions
from instep.definitions.wording import whole_sentence
from instep.team.access import Request, everyone
from instep.warehouse import Warehouse
from instep.web.remembered import remembered

PAGE = 50
MANY = 20_000


@everyone
@names_broken_files
def backtest(request: Request, name: str) -> HttpResponse:
    """The figures follow while the threshold is moved; without JavaScript by its button."""
    warehouse, asked = tables(), TrialForm(request.GET).asked()
    one = version_asked(name, asked["of"])
    if not (request.htmx or asked["go"] or is_quick(warehouse, one, asked["knob"] or "")):
        return render(request, "definitions/backtest_waiting.html", {"one": one, "count": subject_count(warehouse)})
    found = tried(warehouse, one, asked)
    part = "#figures" if request.htmx else ""
    return render(request, f"definitions/backtest.html{part}", shown(request, warehouse, found, asked))


@everyone
@names_broken_files
def backtest_rows(request: Request, name: str) -> HttpResponse:
    """The people behind a number of a back-test."""
    warehouse, asked = tables(), ListForm(request.GET).asked()
    one = version_asked(name, asked["of"])
    found, which = tried(warehouse, one, asked), asked["which"] or "passed"
    base = found.before if which.startswith("dropped") and found.before else found.tried
    those = of_month(found.those(which), base, asked["month"] or "", which in ("missed", "won"))
    offset, count = asked["after"] or 0, int(those.sum())
    page = {
        "one": one,
        "which": TITLES[which],
        "month": asked["month"],
        "rows": people(warehouse, those, base, PAGE, offset),
        "count": count,
        "after": offset + PAGE if offset + PAGE < count else None,
        "currency": found.tried.outcomes.currency,
    }
    return render(request, "definitions/backtest_rows.html", page)


@deciding
@require_POST
def capacity(request: Request) -> HttpResponse:
    """What a rep can take, for every back-test from now on."""
    form = CapacityForm(request.POST)
    if form.is_valid():
        Capacity.objects.create(**form.cleaned_data, said_by=request.user, said_at=timezone.now())
        messages.success(request, _("Kept: every back-test is compared with it."))
    else:
        messages.error(request, _("Say how many hand-offs a rep can take a month, as a number above 0."))
    return redirect(back_to(request))


def back_to(request: Request) -> str:
    """The back-test from which it was said."""
    there = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(there, allowed_hosts=None) and there.startswith("/definitions/")
    return there if is_ours else reverse("definitions:index")


def is_quick(warehouse: Warehouse, one: Definition, knob: str) -> bool:
    """Whether it need not be said first that it takes some seconds."""
    return subject_count(warehouse) < MANY or is_counted(warehouse, one, knob)


def subject_count(warehouse: Warehouse) -> int:
    return warehouse.manifest.row_counts.get("definitions.subject", 0) if warehouse.manifest else 0


def version_asked(name: str, of: str | None) -> Definition:
    """The draft, a version that was proposed or signed, or the one that counts."""
    text = draft_text(settings.HOME.definitions, name) if of in (None, "", "draft") else None
    if text is not None:
        return definition(f"{name}.yaml", text)
    words = words_in_force()
    if of and of != "draft":
        return _version(name, int(of))
    if name not in words:
        raise Http404
    return words[name]


def tried(warehouse: Warehouse, one: Definition, asked: dict[str, Any]) -> Trial:
    found = trial(warehouse, one, words_in_force(), built_at(warehouse), asked["knob"] or "", asked["at"])
    if asked["place"] is None or found.knob is None or asked["at"] is not None:
        return found
    values = found.knob.values
    value = values[min(asked["place"], len(values) - 1)]
    return trial(warehouse, one, words_in_force(), built_at(warehouse), asked["knob"] or "", value)


def shown(request: Request, warehouse: Warehouse, found: Trial, asked: dict[str, Any]) -> dict[str, Any]:
    words, own = words_in_force(), found.figures
    titles = {word.name: word.title for word in words.values()}
    before = figures(found.before, found.ripe_days) if found.before else None
    standing = Capacity.standing()
    can_take = asked["capacity"] or (standing.monthly if standing else None)
    now = built_at(warehouse)
    used = used_fields(found.rule)
    known = found.tried.outcomes
    leaks = remembered(warehouse, "definitions' leaks", lambda: house_leaks(warehouse, known, all_fields(), now))
    values = found.knob.values if found.knob else ()
    return {
        "one": found.one,
        "current": words.get(found.one.name),
        "found": found,
        "own": own,
        "before": before,
        "headline": headline(found, own, before),
        "sentence": whole_sentence(as_turned(found), titles),
        "months": months(found.tried, found.ripe_days),
        "load": load(warehouse, own.monthly, can_take),
        "load_before": load(warehouse, before.monthly, can_take) if before else None,
        "leaks": [leak for leak in leaks if leak.field in {field for _, field in used}],
        "other_leaks": [leak for leak in leaks if leak.field not in {field for _, field in used}],
        "option": option(found.frontier, found.at) if found.at is not None else None,
        "place": values.index(found.at) if found.at is not None else 0,
        "last_place": len(values) - 1,
        "counts": {name: int(found.those(name).sum()) for name in ("added", "dropped", "added_won", "dropped_won")},
        "of": asked["of"] or "",
        "capacity": can_take,
        "standing": standing,
        "may_decide": request.user.role in DECIDERS,
    }


def _version(name: str, number: int) -> Definition:
    for one in definitions(settings.HOME.definitions):
        if (one.name, one.version) == (name, number):
            return one
    for each in requests(name):
        if each.version == number:
            return definition(f"{name}.yaml", each.text)
    raise Http404


TITLES = {
    "passed": "would have been passed on",
    "later": "would have been passed on and bought later",
    "missed": "bought without having been passed on",
    "added": "would be passed on in addition",
    "dropped": "would no longer be passed on",
    "added_won": "would be passed on in addition, and bought",
    "dropped_won": "would no longer be passed on, although they bought",
    "won": "bought",
}
