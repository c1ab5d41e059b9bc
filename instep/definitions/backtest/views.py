"""Which page shows how a version would have done, before anybody signs it?"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from instep.definitions.access import DECIDERS, built_at, names_broken_files, tables, words_in_force
from instep.definitions.agreeing.models import requests
from instep.definitions.backtest.edge_chart import option
from instep.definitions.backtest.figures import figures, months
from instep.definitions.backtest.forms import ListForm, TrialForm
from instep.definitions.backtest.house_leaks import all_fields, house_leaks, used_fields
from instep.definitions.backtest.lists import of_month, people
from instep.definitions.backtest.load import load
from instep.definitions.backtest.telling_trial import headline
from instep.definitions.backtest.trial import Trial, as_turned, trial
from instep.definitions.definition import Definition
from instep.definitions.editing.drafts import draft_text
from instep.definitions.reading import definition, definitions
from instep.definitions.wording import whole_sentence
from instep.team.access import Request, everyone
from instep.warehouse import Warehouse
from instep.web.remembered import remembered

PAGE = 50


@everyone
@names_broken_files
def backtest(request: Request, name: str) -> HttpResponse:
    """The figures follow while the threshold is moved; without JavaScript by its button."""
    warehouse, asked = tables(), TrialForm(request.GET).asked()
    one = version_asked(name, asked["of"])
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
        "load": load(warehouse, own.monthly, asked["capacity"]),
        "load_before": load(warehouse, before.monthly, asked["capacity"]) if before else None,
        "leaks": [leak for leak in leaks if leak.field in {field for _, field in used}],
        "other_leaks": [leak for leak in leaks if leak.field not in {field for _, field in used}],
        "option": option(found.frontier, found.at) if found.at is not None else None,
        "place": values.index(found.at) if found.at is not None else 0,
        "last_place": len(values) - 1,
        "counts": {name: int(found.those(name).sum()) for name in ("added", "dropped", "added_won", "dropped_won")},
        "of": asked["of"] or "",
        "capacity": asked["capacity"],
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
