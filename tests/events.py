"""How do tests and benchmarks send live events to a running company, and look at its pages?"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

from tests.company import Company

MAKE = """
import sys
from datetime import UTC, datetime
import django
django.setup()
from instep.sources.events.models import WriteKey
print(WriteKey.make(sys.argv[1], "secret", None, datetime.now(UTC))[1])
"""
TAKES = re.compile(r"takes events on (?P<address>http://\S+)/v1/")


@dataclass
class Visitor:
    """Somebody who signed in by a link."""

    origin: str
    link: str
    opener: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar())))

    def __post_init__(self) -> None:
        self.opener.open(self.link).read()

    def sees(self, path: str) -> str:
        """The page's text; empty where there is none yet."""
        try:
            return str(self.opener.open(self.origin + path).read().decode())
        except HTTPError as error:
            if error.code == 404:
                return ""
            raise


@dataclass(frozen=True)
class Sender:
    """A server of ours that sends events to a running company."""

    address: str
    key: str

    @classmethod
    def to(cls, company: Company, source: str) -> "Sender":
        """Make a secret key as an admin does, and wait until somebody takes events."""
        place = {"INSTEP_HOME": str(company.home), "DJANGO_SETTINGS_MODULE": "instep.web.settings"}
        words = [sys.executable, "-c", MAKE, source]
        made = subprocess.run(words, env=os.environ | place, check=True, capture_output=True, text=True)
        found = TAKES.search(company.log.read_text())
        assert found, company.log.read_text()
        seconds_until(lambda: _is_open(found["address"]))
        return cls(found["address"], made.stdout.strip())

    def send(self, *calls: dict[str, Any]) -> None:
        body = json.dumps({"batch": calls, "writeKey": self.key}).encode()
        with urlopen(Request(f"{self.address}/v1/batch", body, {"X-Strict-Mode": "1"})) as answer:
            assert answer.status == 200


def _is_open(address: str) -> bool:
    try:
        return bool(json.loads(urlopen(f"{address}/health", timeout=2).read())["is_open"])
    except (OSError, ValueError):
        return False


def seconds_until(is_so: Callable[[], object], patience: float = 60) -> float:
    """How long it took until it was so."""
    started = time.monotonic()
    while time.monotonic() - started < patience:
        if is_so():
            return time.monotonic() - started
        time.sleep(0.1)
    raise AssertionError(f"not so after {patience} seconds")
