"""What needs this person now?"""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from instep.definitions.agreeing.models import broken_seals
from instep.explain.found import headline, is_searched
from instep.handoffs.models import Verdict
from instep.team.access import Request, everyone
from instep.today.first_steps import first_steps
from instep.today.joint import joint_numbers, until
from instep.today.needs import needs
from instep.warehouse import NotBuilt, Warehouse, current
from instep.web.minute import minute_of
from instep.web.remembered import remembered


@everyone
def index(request: Request) -> HttpResponse:
    try:
        warehouse = current(settings.HOME)
    except NotBuilt:
        return render(request, "today/first_steps.html", {"steps": first_steps(settings.HOME)})
    return render(request, "today/index.html", today(request, warehouse))


def today(request: Request, warehouse: Warehouse) -> dict[str, object]:
    now = timezone.now()
    mine = needs(
        warehouse, minute_of(warehouse, now), request.user.role, request.user.owner_name, Verdict.since(warehouse)
    )
    shared = remembered(warehouse, "today", lambda: same_for_all(warehouse, now))
    return shared | {"now": now, "needs": mine, "has_amounts": any(need.amount for need in mine)}


def same_for_all(warehouse: Warehouse, now: datetime) -> dict[str, object]:
    """What both teams see alike; it changes with each build only."""
    built_at = datetime.fromisoformat(warehouse.manifest.as_of_at) if warehouse.manifest else now
    at = until(warehouse, built_at)
    return {
        "at": at,
        "joint": joint_numbers(warehouse, settings.HOME, at),
        "headline": headline(warehouse, at),
        "is_searched": is_searched(warehouse),
        "drifted": broken_seals(warehouse),
    }
