"""How do both teams agree on another journey map? Which pages let them propose and sign?"""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.journey.designed.journey_map import JourneyMap
from instep.journey.designed.reading import FILE, journey_map, map_in_force
from instep.journey.designed.writing import proposable, put_in_force
from instep.team.access import Request, everyone, may
from instep.team.models import NotYours, Proposal
from instep.team.place import Unreadable
from instep.team.role import Role
from instep.team.signature import as_version
from instep.timeline.forms import ProposalForm, SignatureForm
from instep.timeline.shown import difference
from instep.web.beside import run_beside
from instep.web.readable import readable

ABOUT = "journey"
deciding = may(Role.MARKETING, Role.SALES, Role.SERVICE, Role.LEAD, Role.ADMIN)


@deciding
@readable
def proposals(request: Request) -> HttpResponse:
    """GET: the whole map as its file, ready to be changed. POST: a new version is proposed."""
    found = map_in_force(settings.HOME)
    if request.method != "POST":
        return render(request, "journey/propose.html", {"text": found.text, "map": found})
    form = ProposalForm(request.POST)
    typed = {"text": request.POST.get("text", ""), "why": request.POST.get("why", ""), "map": found}
    if not form.is_valid():
        return render(request, "journey/propose.html", typed | {"form": form}, status=422)
    try:
        return propose(request, found, form.cleaned_data["text"], form.cleaned_data["why"])
    except Unreadable as error:
        return render(request, "journey/propose.html", typed | {"error": error}, status=422)


@everyone
@readable
def proposal(request: Request, version: int) -> HttpResponse:
    offered = get_object_or_404(Proposal, about=ABOUT, version=version)
    found = map_in_force(settings.HOME)
    shown = {
        "proposal": offered,
        "map": found,
        "proposed": journey_map(offered.text),
        "is_open": Proposal.open_about(ABOUT, found.version) == offered,
        "sides": offered.sides_open_to(request.user),
        "signatures": offered.signatures.order_by("team"),
        "difference": difference(as_version(found.text, version), offered.text),
    }
    return render(request, "journey/proposal.html", shown)


@deciding
@require_POST
@readable
def signatures(request: Request, version: int) -> HttpResponse:
    """Sign for one's team; with both teams' names the map holds and the tables follow."""
    offered = get_object_or_404(Proposal, about=ABOUT, version=version)
    if Proposal.open_about(ABOUT, map_in_force(settings.HOME).version) != offered:
        messages.error(
            request, _("This map can't be signed any more: it holds already, or a newer one took its place.")
        )
        return redirect("journey:proposal", version)
    try:
        with transaction.atomic():
            offered.sign(request.user, SignatureForm(request.POST).cleaned_team(), timezone.now())
            said = in_force(offered)
    except NotYours as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("journey:proposal", version)


def propose(request: Request, found: JourneyMap, text: str, why: str) -> HttpResponse:
    """Raises Unreadable, also where somebody else proposed that version a moment ago."""
    version = next_version(found)
    proposed = proposable(text, version, why)
    said = {"text": proposed.text, "why": why, "proposed_by": request.user, "proposed_at": timezone.now()}
    try:
        with transaction.atomic():
            Proposal.objects.create(about=ABOUT, version=version, **said)
    except IntegrityError as error:
        problem, advice = (
            _("somebody proposed this version a moment ago"),
            _("Look at theirs, then propose yours again"),
        )
        raise Unreadable(FILE, "", problem, advice) from error
    return redirect("journey:proposal", version)


def in_force(offered: Proposal) -> str:
    offered = Proposal.objects.get(pk=offered.pk)
    if not offered.is_agreed:
        return _("Signed. The map holds as soon as the other team signs too.")
    put_in_force(settings.HOME, offered.text, offered.written_signatures(), timezone.now().date())
    run_beside("journey_agreed")
    return _("Both teams have signed: version %(version)s holds, the figures follow in a moment.") % {
        "version": offered.version
    }


def next_version(found: JourneyMap) -> int:
    newest = Proposal.objects.filter(about=ABOUT).order_by("-version").first()
    return max(found.version, newest.version if newest else 0) + 1
