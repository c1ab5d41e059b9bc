"""Which pages show the way customers went?"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from instep.journey import overview, rows
from instep.journey.choices import SPLITS, choices
from instep.journey.forms import ScopeForm
from instep.journey.stages import BY_NAME, STAGES
from instep.team.access import Request, everyone
from instep.warehouse import Warehouse, current


@everyone
def index(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    now = as_of(warehouse)
    asked = form.asked(now)
    found = {
        "choices": choices(warehouse, asked.chosen),
        "by": asked.by,
        "tabs": {"": "All", **SPLITS},
        "titles": {stage.name: stage.title for stage in STAGES},
        **overview.people(warehouse, asked, now, reverse("journey:people")),
        **overview.opportunities(warehouse, asked, reverse("journey:opportunities")),
    }
    return render(request, "journey/index.html", found)


@everyone
def people_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    stage = BY_NAME.get(form.said("stage"), STAGES[0])
    found = rows.travellers(warehouse, form.scope(as_of(warehouse)), stage.name, form.offset())
    return listed(request, "journey/people.html", form, found, {"stage": stage})


@everyone
def step_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    step, outcome = form.step(), form.said("outcome")
    found = rows.steppers(warehouse, form.scope(as_of(warehouse)), step, form.group(), outcome, form.offset())
    stages = {"stage": BY_NAME[step[0]], "next_stage": BY_NAME[step[1]], "outcome": outcome}
    return listed(request, "journey/steps.html", form, found, stages)


@everyone
def stay_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    stage, outcome = form.said("stage"), form.said("outcome")
    found = rows.stays(warehouse, form.scope(as_of(warehouse)), stage, form.group(), outcome, form.offset())
    return listed(request, "journey/stays.html", form, found, {"stage": stage, "outcome": outcome})


@everyone
def opportunity_rows(request: Request) -> HttpResponse:
    form, warehouse = ScopeForm(request.GET), current()
    scope, outcome = form.scope(as_of(warehouse)), form.said("outcome")
    found = rows.opportunities(warehouse, scope, form.group(), outcome, form.said("undated"), form.offset())
    return listed(request, "journey/opportunities.html", form, found, {"outcome": outcome})


def listed(
    request: Request, page: str, form: ScopeForm, found: Sequence[rows.Row], more: Mapping[str, object]
) -> HttpResponse:
    count = found[0].total_count if found else 0
    after = form.offset() + rows.PAGE
    shown = {"rows": found, "count": count, "after": after if after < count else None}
    return render(request, page, {**shown, **form.words(), **more})


def as_of(warehouse: Warehouse) -> datetime:
    """The moment as of which the tables speak."""
    assert warehouse.manifest is not None
    return datetime.fromisoformat(warehouse.manifest.as_of_at)
