"""Under which addresses is asked whether somebody is known?"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from instep.customers.known.likely import Likely, likely, newcomers
from instep.identity.weighing.subject import OWN_PERSONS
from instep.sources.models import Upload
from instep.team.access import Request, everyone, may
from instep.team.role import Role
from instep.warehouse import NotBuilt, current

SHOWN = 50


@everyone
def known(request: Request) -> JsonResponse:
    """For programs: `?email=…&first_name=…` and whatever else tells who it is; likeliest first, with the evidence."""
    asked = {name: request.GET[name][:500] for name in OWN_PERSONS.fields if request.GET.get(name)}
    if not asked:
        said = {"error": f"say at least one of {', '.join(OWN_PERSONS.fields)}"}
        return JsonResponse(said, status=400)
    (found,) = likely(current(settings.HOME), [asked])
    answer = {"is_known": any(each.known.is_likely for each in found), "likely": [about(each) for each in found]}
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})


def about(one: Likely) -> dict[str, Any]:
    known = one.known
    return {
        "id": known.person_id,
        "name": one.name,
        "company": one.company,
        "url": reverse("customers:customer", args=[known.person_id]),
        "record": known.record_key,
        "probability": round(known.why.probability, 4),
        "bits": round(known.why.score, 2),
        "evidence": [vars(step) for step in known.why.steps],
    }


@may(Role.LEAD, Role.ADMIN)
def upload(request: Request, pk: int) -> HttpResponse:
    """Which persons of a file that is not taken in yet may be here under another record."""
    kept = get_object_or_404(Upload, pk=pk)
    persons = kept.seen.get("persons", []) if kept.is_waiting else []
    try:
        found = newcomers(current(settings.HOME), kept.source, persons)
    except NotBuilt:
        found = []
    part = "#newcomers" if request.htmx else ""
    about = {"upload": kept, "found": found[:SHOWN], "found_count": len(found), "asked_count": len(persons)}
    return render(request, f"customers/newcomers.html{part}", about)
