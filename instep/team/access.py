"""Who may open this page?

Every view carries one of three marks: `@everyone` who is signed in and has a role, `@may(Role.LEAD, …)`, or `@public`.
A test walks all addresses and fails on one that says nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from instep.team.models import User
from instep.team.role import Role

View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """What a view behind `@may` or `@everyone` gets: somebody is signed in."""

    user: User
    htmx: HtmxDetails


def may(*roles: Role) -> Callable[[View], View]:
    """Only people with one of these roles; all others get the 403 page."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if getattr(request.user, "role", "") not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.__dict__["allowed_roles"] = frozenset(roles)
        return guarded

    return declare


everyone = may(*Role)


def public(view: View) -> View:
    """Anybody, signed in or not."""

    @wraps(view)
    def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    open_to_all.__dict__["allowed_roles"] = frozenset({"public", *Role})
    return login_not_required(open_to_all)
