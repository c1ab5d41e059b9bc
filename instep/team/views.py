"""Which pages let people in, and let them look through another's eyes?"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from instep.team.access import Request, everyone, may, public
from instep.team.cast import CAST
from instep.team.forms import SignatoryForm
from instep.team.models import EntryLink, Signatory, User
from instep.team.role import Role
from instep.team.signature import SIGNING_TEAMS


@public
@never_cache
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in with a one-time link."""
    user = EntryLink.use(token, timezone.now())
    if user is None:
        return render(request, "team/used_link.html", status=410)
    login(request, user)
    return redirect("front_door")


@everyone
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Look through another employee's eyes; only in the sample company."""
    member = next((member for member in CAST if member.username == request.POST.get("username")), None)
    if not settings.DEMO or member is None:
        raise Http404
    login(request, User.of_cast(member))
    return redirect("front_door")


@may(Role.LEAD, Role.ADMIN)
def signatories(request: Request) -> HttpResponse:
    """Who may sign for each team. POST: one more, or one less; the newest word counts."""
    if request.method == "POST":
        form = SignatoryForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose a team and a person."))
        else:
            Signatory.objects.create(said_by=request.user, said_at=timezone.now(), **form.cleaned_data)
        return redirect("team_signatories")
    people = User.objects.filter(is_active=True).exclude(role="").order_by("first_name", "username")
    teams = [(team, Signatory.of(team)) for team in SIGNING_TEAMS]
    said = Signatory.objects.select_related("person", "said_by").order_by("-pk")[:30]
    return render(request, "team/signatories.html", {"teams": teams, "people": people, "said": said})
