"""Which page shows every value of a field, why one of them wins, and lets people pin one?"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from instep.customers import card
from instep.customers.changing.plan import Undecidable
from instep.customers.changing.views import DECIDING, show_at_once, who_or_404
from instep.customers.pinning.pin import can_be_pinned, pinning
from instep.identity.models import Pin
from instep.team.access import Request, everyone, may
from instep.warehouse import current


@everyone
def field(request: Request, id: str, field: str) -> HttpResponse:
    """All values, the golden one first, each with its source and with the rule by which it won or lost."""
    who = who_or_404(id)
    known = next((each for each in card.known(current(settings.HOME), who.id) if each.field == field), None)
    is_open = can_be_pinned(who.is_company, field, is_said=known is not None)
    if known is None and not is_open:
        raise Http404("no field of this name")
    about = {"who": who, "known": known, "field": field, "label": card.label(field)}
    return render(request, "customers/field.html", about | {"may_pin": is_open and request.user.role in DECIDING})


@may(*DECIDING)
def pin(request: Request, id: str, field: str) -> HttpResponse:
    who = who_or_404(id)
    if request.method == "POST":
        try:
            said = pinning(current(settings.HOME), who.id, field, request.POST.get("value", ""))
        except Undecidable as reason:
            messages.warning(request, str(reason))
            return redirect("customers:field", who.id, field)
        kept = Pin.put(said.entity_kind, said.records, said.field, said.value, **by(request))
        show_at_once(request, _("Pinned."), reverse("customers:undo", args=[kept.pk]))
    return redirect("customers:field", who.id, field)


def by(request: Request) -> dict[str, object]:
    name = request.user.get_full_name() or request.user.username
    why = request.POST.get("why", "").strip()[:500]
    return {"decided_by": request.user, "decided_by_name": name, "decided_at": timezone.now(), "why": why}
