"""Everyone reads times in their own zone."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory

from instep.web.zone import ZoneMiddleware

AT = datetime(2026, 7, 1, 12, tzinfo=UTC)


def read_in(zone: str) -> str:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(engines["django"].from_string("{{ at|moment }}").render({"at": AT}, request))

    request = RequestFactory().get("/")
    request.COOKIES["zone"] = zone
    return ZoneMiddleware(page)(request).text


def test_berlin_reads_berlin_time() -> None:
    assert "1 Jul 2026, 14:00" in read_in("Europe/Berlin")


def test_an_unknown_zone_reads_utc() -> None:
    assert "1 Jul 2026, 12:00" in read_in("../../etc/passwd")
