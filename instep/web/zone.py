"""In which time zone does this person read times?"""

from collections.abc import Callable
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "zone"


class ZoneMiddleware:
    """The browser says its zone in a cookie; until it has, times are in UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request.COOKIES.get(COOKIE, "UTC")
        with timezone.override(ZoneInfo(name) if name in zones() else None):
            return self.get_response(request)


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())
