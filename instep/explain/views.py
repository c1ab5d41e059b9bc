"""Which pages say why a number moved?"""

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from instep.explain.answer import answer
from instep.explain.comparison import compared, telling
from instep.explain.forms import ComparisonForm
from instep.explain.found import examined, found, looked_at
from instep.explain.presets import presets
from instep.explain.rows import counted_rows
from instep.explain.shown import scope, shown
from instep.goals.counting import known
from instep.goals.kpi import changed_at, kpis
from instep.journey.ending import looking_back_from
from instep.journey.stages import STAGES
from instep.team.access import Request, everyone
from instep.warehouse import Warehouse, current
from instep.web.remembered import same_for_all

STEPS_BY = tuple(stage.name for stage in STAGES if stage.name != "accepted")


@everyone
def index(request: Request) -> HttpResponse:
    warehouse = current(settings.HOME)
    files = changed_at(settings.HOME)
    return same_for_all(request, warehouse, "explain/index.html", lambda: explained(request, warehouse), files)


def explained(request: Request, warehouse: Warehouse) -> dict[str, object]:
    every = kpis(settings.HOME)
    as_of = moment_of(warehouse)
    asked = request.GET.dict()
    comparison = compared(asked, every, as_of)
    if not asked.get("by"):
        comparison = telling(warehouse, comparison)
    why = answer(warehouse, comparison)
    at = min(comparison.after.period.end, as_of) - (comparison.after.period.end - comparison.after.period.start) / 2
    return {
        "form": ComparisonForm(comparison, every),
        "comparison": comparison,
        "counted_by": known(warehouse).versions_of(comparison.kpi),
        "steps_by": STEPS_BY,
        "scope": scope(comparison),
        "presets": presets(comparison, as_of),
        "answer": why,
        "shown": shown(why),
        "findings": found(warehouse, at),
        "examined": (searched := examined(warehouse, at)),
        "looked_at": looked_at(searched),
        "earlier": [each for each in found(warehouse) if not each.after_start_at <= at < each.after_end_at],
    }


def moment_of(warehouse: Warehouse) -> datetime:
    """The moment to look back from."""
    built = datetime.fromisoformat(warehouse.manifest.as_of_at) if warehouse.manifest else timezone.now()
    last = max((span.last_at for span in known(warehouse).spans.values()), default=built)
    return looking_back_from(built, last).astimezone(UTC)


@everyone
def rows(request: Request) -> HttpResponse:
    page = counted_rows(current(settings.HOME), settings.HOME, request.GET.dict())
    if page is None:
        raise Http404
    return render(request, "explain/rows.html", {"page": page})
