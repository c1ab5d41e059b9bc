"""Which pages let people in, and let them look through another's eyes?"""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from instep.team.access import everyone, public
from instep.team.cast import CAST
from instep.team.models import EntryLink, User


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
