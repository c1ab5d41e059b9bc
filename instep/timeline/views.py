"""Which pages show by what rules visits get their channel, and let both teams agree on new ones?"""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.team.access import Request, everyone, may
from instep.team.models import NotYours, Proposal
from instep.team.place import Unreadable
from instep.team.role import Role
from instep.team.signature import as_version
from instep.timeline.forms import ProposalForm, SignatureForm, VisitsForm
from instep.timeline.rule_reading import FILE, rule_table, rules_in_force
from instep.timeline.rule_table import RuleTable
from instep.timeline.rule_writing import proposable, put_in_force
from instep.timeline.shown import cases_shown, counted, difference, rules_shown
from instep.timeline.visits import moves, quality, visits
from instep.warehouse import NotBuilt, Warehouse, current
from instep.web.beside import run_beside

ABOUT = "channels"
PAGE = 50
deciding = may(Role.MARKETING, Role.SALES, Role.LEAD, Role.ADMIN)


@everyone
def channels(request: Request) -> HttpResponse:
    try:
        table = rules_in_force(settings.HOME)
    except Unreadable as error:
        return render(request, "timeline/unreadable.html", {"error": error})
    found = {"table": table, "rules": rules_shown(table, counted(built())), "cases": cases_shown(table)}
    offered = {"proposal": Proposal.open_about(ABOUT, table.version), "past": past(table)}
    return render(
        request, "timeline/channels.html", found | offered | {"quality": measured(), "may_decide": may_decide(request)}
    )


@everyone
def visits_of(request: Request) -> HttpResponse:
    """The visits behind a number: of one channel, or of one source and medium."""
    form = VisitsForm(request.GET)
    asked, offset = form.asked(), form.offset()
    found = visits(current(), asked["channel"], asked["source"], asked["medium"], PAGE, offset)
    count = found[0].total_count if found else 0
    after = offset + PAGE if offset + PAGE < count else None
    return render(request, "timeline/visits.html", {"visits": found, "count": count, "after": after, **asked})


@everyone
def unassigned(request: Request) -> HttpResponse:
    """How good are our links? Also a part of the Data page."""
    part = "#quality" if request.htmx else ""
    return render(request, f"timeline/unassigned.html{part}", {"quality": measured()})


@everyone
def rules_text(request: Request) -> HttpResponse:
    return HttpResponse(rules_in_force(settings.HOME).text, content_type="text/plain; charset=utf-8")


@deciding
def proposals(request: Request) -> HttpResponse:
    """GET: the rules in force, ready to be changed. POST: a new version is proposed, for both teams to sign."""
    table = rules_in_force(settings.HOME)
    if request.method != "POST":
        return render(request, "timeline/propose.html", {"text": table.text, "table": table})
    form, version = ProposalForm(request.POST), next_version(table)
    typed = {"text": request.POST.get("text", ""), "why": request.POST.get("why", ""), "table": table}
    if not form.is_valid():
        return render(request, "timeline/propose.html", typed | {"form": form}, status=422)
    try:
        proposed = proposable(form.cleaned_data["text"], version, form.cleaned_data["why"])
    except Unreadable as error:
        return render(request, "timeline/propose.html", typed | {"error": error}, status=422)
    said = {"text": proposed.text, "why": form.cleaned_data["why"], "proposed_by": request.user}
    try:
        with transaction.atomic():
            Proposal.objects.create(about=ABOUT, version=version, proposed_at=timezone.now(), **said)
    except IntegrityError:
        problem, advice = (
            _("somebody proposed this version a moment ago"),
            _("Look at theirs, then propose yours again"),
        )
        taken = Unreadable(FILE, "", problem, advice)
        return render(request, "timeline/propose.html", typed | {"error": taken}, status=409)
    return redirect("timeline:proposal", version)


@everyone
def proposal(request: Request, version: int) -> HttpResponse:
    offered = get_object_or_404(Proposal, about=ABOUT, version=version)
    table, proposed, warehouse = rules_in_force(settings.HOME), rule_table(offered.text), built()
    found = {
        "proposal": offered,
        "table": table,
        "proposed": proposed,
        "is_open": Proposal.open_about(ABOUT, table.version) == offered,
        "sides": offered.sides_open_to(request.user),
        "signatures": offered.signatures.order_by("team"),
        "difference": difference(as_version(table.text, version), offered.text),
        "moves": moves(warehouse, proposed) if warehouse else None,
    }
    return render(request, "timeline/proposal.html", found)


@deciding
@require_POST
def signatures(request: Request, version: int) -> HttpResponse:
    """Sign for one's team; with both teams' names the rules are in force and the numbers follow."""
    offered = get_object_or_404(Proposal, about=ABOUT, version=version)
    if Proposal.open_about(ABOUT, rules_in_force(settings.HOME).version) != offered:
        messages.error(
            request, _("This proposal can't be signed any more: it holds already, or a newer one took its place.")
        )
        return redirect("timeline:proposal", version)
    try:
        with transaction.atomic():
            offered.sign(request.user, SignatureForm(request.POST).cleaned_team(), timezone.now())
            said = in_force(offered)
    except NotYours as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("timeline:proposal", version)


def in_force(offered: Proposal) -> str:
    offered = Proposal.objects.get(pk=offered.pk)
    if not offered.is_agreed:
        return _("Signed. The rules hold as soon as the other team signs too.")
    put_in_force(settings.HOME, offered.text, offered.written_signatures(), timezone.now().date())
    run_beside("channels_agreed")
    return _("Both teams have signed: version %(version)s is in force, the numbers follow in a moment.") % {
        "version": offered.version
    }


def next_version(table: RuleTable) -> int:
    newest = Proposal.objects.filter(about=ABOUT).order_by("-version").first()
    return max(table.version, newest.version if newest else 0) + 1


def past(table: RuleTable) -> list[Proposal]:
    return list(Proposal.objects.filter(about=ABOUT, version__lte=table.version).order_by("-version")[:20])


def may_decide(request: Request) -> bool:
    return request.user.role in (Role.MARKETING, Role.SALES, Role.LEAD, Role.ADMIN)


def measured() -> object:
    warehouse = built()
    return quality(warehouse) if warehouse else None


def built() -> Warehouse | None:
    """The rules can be read before anything was counted."""
    try:
        return current()
    except NotBuilt:
        return None
