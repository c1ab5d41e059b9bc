"""How do tests and benchmarks send live events to a running company, and look at its pages?"""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

from instep.sources.events.keys import SECRET, Key, hashed, write_keys
from instep.warehouse import Home
from tests.company import Company

WRITE_KEY = "sk_live_events"
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


def let_send(home: Path, source: str) -> None:
    """Make a key of a server of this source."""
    write_keys(Home(home), [(hashed(WRITE_KEY), Key("live", source, SECRET))])


def collector_of(company: Company) -> str:
    """Where the running company says that it takes events, once somebody answers there."""
    found = TAKES.search(company.log.read_text())
    assert found, company.log.read_text()
    seconds_until(lambda: _is_open(found["address"]))
    return found["address"]


def _is_open(address: str) -> bool:
    try:
        return bool(json.loads(urlopen(f"{address}/health", timeout=2).read())["is_open"])
    except (OSError, ValueError):
        return False


def send(collector: str, *calls: dict[str, Any]) -> None:
    body = json.dumps({"batch": calls, "writeKey": WRITE_KEY}).encode()
    with urlopen(Request(f"{collector}/v1/batch", body)) as answer:
        assert answer.status == 200


def seconds_until(is_so: Callable[[], object], patience: float = 60) -> float:
    """How long it took until it was so."""
    started = time.monotonic()
    while time.monotonic() - started < patience:
        if is_so():
            return time.monotonic() - started
        time.sleep(0.1)
    raise AssertionError(f"not so after {patience} seconds")
