"""The log lets nobody in, and says an ordinary refusal in one line."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from instep.web.discreet import Line

pytestmark = pytest.mark.django_db


def written(record: logging.LogRecord) -> str:
    logs: dict[str, Any] = settings.LOGGING
    said = logs["formatters"]["line"]
    assert said["()"] == "instep.web.discreet.Line"
    return Line(said["format"], style=said["style"]).format(record)


@pytest.mark.parametrize("path", ["/in/aB-3_secret/", "/team/enter/aB-3_secret/", "/team/enter/aB-3_secret/x/"])
def test_an_address_that_lets_somebody_in_is_not_written_down(path: str, caplog: pytest.LogCaptureFixture) -> None:
    Client(enforce_csrf_checks=True).post(path)
    Client().get(path)
    lines = [written(record) for record in caplog.records if record.name.startswith("django")]
    assert lines
    assert not any("secret" in line for line in lines)


def test_an_error_tells_its_story_and_a_refusal_does_not() -> None:
    try:
        raise PermissionDenied("at /in/secret/")
    except PermissionDenied as error:
        told: dict[str, Any] = {
            "name": "django.request",
            "msg": "Forbidden: %s",
            "args": ("/goals/",),
            "levelname": "WARNING",
        }
        told |= {"exc_info": (type(error), error, error.__traceback__)}
    refused, broken = (written(logging.makeLogRecord({**told, "status_code": code})) for code in (403, 500))
    assert "Traceback" not in refused
    assert "Traceback" in broken
    assert "secret" not in broken
