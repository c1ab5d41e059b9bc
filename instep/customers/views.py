"""Which pages show our customers?"""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from instep.customers import belonging, card, dealings
from instep.customers.finding import COMPANIES, PEOPLE, Count, Search, count, found, regions
from instep.customers.history import history
from instep.identity.former import present_id
from instep.team.access import Request, everyone
from instep.timeline.rule_reading import version_in_force
from instep.warehouse import Warehouse, current
from instep.web.minute import minute_of
from instep.web.remembered import same_for_all

TEAMS = [("marketing", "Marketing"), ("sales", "Sales"), ("service", "Service")]


@everyone
def index(request: Request) -> HttpResponse:
    tables = current(settings.HOME)
    search = Search(request.GET.get("q", ""), request.GET.get("region", ""))
    counted = count(tables, search)
    show = shown_first(request.GET.get("show", ""), counted)
    rows, after = found(tables, show, search, request.GET.get("after", ""))
    part = "#found" if request.htmx else ""
    listed_count = counted.companies if show == COMPANIES else counted.people
    listed = {
        "rows": rows,
        "after": after,
        "show": show,
        "search": search,
        "count": counted,
        "listed_count": listed_count,
    }
    return render(request, f"customers/index.html{part}", listed | {"regions": regions(tables)})


def shown_first(asked: str, counted: Count) -> str:
    """What was asked for; else people, unless only companies are there."""
    if asked in (COMPANIES, PEOPLE):
        return asked
    return COMPANIES if counted.companies and not counted.people else PEOPLE


@everyone
def search(request: Request) -> JsonResponse:
    """What the command palette finds: a few people, then a few companies."""
    tables, words = current(settings.HOME), Search(request.GET.get("q", ""))
    rows = [row for show in (PEOPLE, COMPANIES) for row in found(tables, show, words)[0][:6]]
    answer = [
        {
            "title": row.name,
            "detail": ", ".join(each for each in (row.detail, row.company) if each),
            "url": reverse("customers:customer", args=[row.id]),
        }
        for row in rows
    ]
    return JsonResponse(answer, safe=False, headers={"Cache-Control": "private, no-store"})


@everyone
def customer(request: Request, id: str) -> HttpResponse:
    """One customer; ages and clocks on the page are those of the minute that has begun."""
    tables = current(settings.HOME)
    who = card.customer(tables, id)
    if who is None:
        return moved(tables, id)
    if request.htmx:
        return render(request, "customers/customer.html#timeline", timeline(request, tables, who))
    page, minute = "customers/customer.html", minute_of(tables, timezone.now())
    return same_for_all(request, tables, page, lambda: timeline(request, tables, who) | about(tables, who), minute)


def moved(tables: Warehouse, id: str) -> HttpResponse:
    """An id that counted once leads to who that is now."""
    present = present_id(tables, id)
    if present is None:
        raise Http404("no customer of this id")
    return redirect("customers:customer", present)


def timeline(request: Request, tables: Warehouse, who: card.Customer) -> dict[str, object]:
    team = request.GET.get("team", "")
    touches, after = history(tables, who.id, team, request.GET.get("after", ""))
    shown = {"touches": touches, "after": after, "team": team, "teams": TEAMS, "who": who}
    return shown | {"channel_version": version_in_force(settings.HOME)}


def about(tables: Warehouse, who: card.Customer) -> dict[str, object]:
    """Everything on a customer's page but the timeline."""
    records, colleagues = card.records(tables, who.id), dealings.colleagues(tables, who.id) if who.is_company else []
    return belongs(tables, who, len(colleagues)) | {
        "known": card.known(tables, who.id),
        "records": records,
        "system_count": len({record.source for record in records}),
        "colleagues": colleagues,
        "colleague_count": colleagues[0].total_count if colleagues else 0,
        "deals": dealings.deals(tables, who.id),
        "waiting": dealings.waiting(tables, who.id),
    }


def belongs(tables: Warehouse, who: card.Customer, colleague_count: int) -> dict[str, object]:
    """Of a person employers and household, of a company its group and who left it."""
    if who.is_company:
        members = belonging.group(tables, who.id, who.name, colleague_count)
        return {"group": members, "former": belonging.former_colleagues(tables, who.id)}
    return {"employers": belonging.employers(tables, who.id), "household": belonging.household(tables, who.id)}
