"""Which pages show what another version would change, and let both teams sign it?"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.definitions.access import built, built_at, deciding, names_broken_files, words_in_force
from instep.definitions.agreeing.change import Change, change
from instep.definitions.agreeing.forms import TeamForm
from instep.definitions.agreeing.models import about, open_one, requests, sign
from instep.definitions.definition import Definition, in_force
from instep.definitions.reading import definition, definitions
from instep.definitions.wording import outline
from instep.team.access import Request, everyone
from instep.team.models import NotYours, Proposal
from instep.team.signature import as_version
from instep.timeline.shown import difference
from instep.web.remembered import remembered


@everyone
@names_broken_files
def proposal(request: Request, name: str, version: int) -> HttpResponse:
    offered = get_object_or_404(Proposal, about=about(name), version=version)
    words, proposed = words_in_force(), definition(f"{name}.yaml", offered.text)
    one = words.get(name)
    titles = {word.name: word.title for word in words.values()}
    found = {
        "proposal": offered,
        "one": one,
        "proposed": proposed,
        "is_open": open_one(name, one.version if one and one.is_signed else 0) == offered,
        "sides": offered.sides_open_to(request.user),
        "signatures": offered.signatures.order_by("team"),
        "before": outline(one.rule, titles) if one else None,
        "after": outline(proposed.rule, titles),
        "difference": difference(as_version(one.text, version) if one else "", offered.text),
        "change": what_changes(one, proposed, words),
    }
    return render(request, "definitions/proposal.html", found)


def what_changes(one: Definition | None, proposed: Definition, words: dict[str, Definition]) -> Change | None:
    warehouse = built()
    if warehouse is None:
        return None
    key = ("change", proposed.name, one.seal if one else "", proposed.seal)
    now = built_at(warehouse)
    return remembered(warehouse, key, lambda: change(warehouse, one, proposed, words, now))


@deciding
@require_POST
@names_broken_files
def signatures(request: Request, name: str, version: int) -> HttpResponse:
    """Sign for one's team; with both teams' names the version counts and the numbers follow."""
    offered = get_object_or_404(Proposal, about=about(name), version=version)
    one = words_in_force().get(name)
    if open_one(name, one.version if one and one.is_signed else 0) != offered:
        messages.error(
            request, _("This version can't be signed any more: it holds already, or a newer one took its place.")
        )
        return redirect("definitions:proposal", name, version)
    try:
        signed = sign(offered, request.user, TeamForm(request.POST).asked(), timezone.now())
    except NotYours as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _said(signed))
    return redirect("definitions:proposal", name, version)


def _said(signed: Definition | None) -> str:
    if signed is None:
        return _("Signed. The version counts as soon as the other team signs too.")
    words = {"version": signed.version, "day": f"{signed.effective_from:%-d %b %Y}"}
    return _("Both teams have signed: version %(version)s counts from %(day)s, the numbers follow in a moment.") % words


@everyone
@names_broken_files
def versions(request: Request, name: str) -> HttpResponse:
    """Every version there ever was, who signed it, and every request, also those that came to nothing."""
    found = [one for one in definitions(settings.HOME.definitions, timezone.now().date()) if one.name == name]
    if not found and not requests(name):
        raise Http404
    current = in_force(found, timezone.now().date()).get(name)
    said = {"one": current, "name": name, "versions": list(reversed(found)), "requests": requests(name)}
    return render(request, "definitions/versions.html", said)
