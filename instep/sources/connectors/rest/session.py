"""How is a service talked to: politely, patiently, at no closed address, and with nobody else?"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.connection import create_connection

from instep.sources.connectors.addresses import Doors, Forbidden

ATTEMPTS = 6
LONGEST_WAIT = 300.0
TIMEOUT = (15.0, 120.0)
BUSY = (429, 502, 503, 504)


class Unanswered(Exception):
    """A service did not answer as it should; the sentence says what to do."""


class ComeBackLater(Unanswered):
    """A service asks for a longer pause than a run should wait."""


class Session(requests.Session):
    """Waits as long as it is told to, follows nobody to another host, ignores proxies and .netrc of the machine."""

    def __init__(self, doors: Doors, hosts: Iterable[str], pause: Callable[[float], Any]) -> None:
        super().__init__()
        self.trust_env = False
        self.doors, self.hosts, self.pause = doors, frozenset(hosts), pause
        self.headers["User-Agent"] = "Instep"
        for scheme in ("http://", "https://"):
            self.mount(scheme, Guarded(doors))

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        self._check(request.url or "")
        kwargs["timeout"] = kwargs.get("timeout") or TIMEOUT
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = super().send(request, **kwargs)
            except (requests.ConnectionError, requests.Timeout) as error:
                if attempt == ATTEMPTS:
                    raise Unanswered(f"{urlsplit(request.url or '').hostname} does not answer") from error
                self.pause(2.0**attempt)
                continue
            if response.status_code not in BUSY or attempt == ATTEMPTS:
                return _answered(response)
            self.pause(_wait(response, attempt))
        raise AssertionError

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname not in self.hosts:
            raise Forbidden(f"the service points to another host, {parts.hostname}: it is not followed")
        if parts.scheme != "https" and not self.doors.allows(
            self.doors.resolved(parts.hostname or "", parts.port or 80)
        ):
            raise Forbidden(
                f"{parts.hostname} would be talked to without encryption: its address must begin with https"
            )


class Guarded(HTTPAdapter):
    """Connects to addresses that were looked at before, after redirects too."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager: PoolManager
        self.poolmanager.pool_classes_by_scheme = _pools(self.doors)


def _pools(doors: Doors) -> dict[str, Any]:
    def connect(connection: HTTPConnection) -> Any:
        address = doors.resolved(connection.host, connection.port)
        place, options = (address, connection.port), connection.socket_options
        return create_connection(place, connection.timeout, connection.source_address, options)

    plain = type("Plain", (HTTPConnection,), {"_new_conn": connect})
    secure = type("Secure", (HTTPSConnection,), {"_new_conn": connect})
    return {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }


def _wait(response: requests.Response, attempt: int) -> float:
    """What the service asks for, else longer each time."""
    asked = _retry_after(response.headers.get("Retry-After", ""))
    if asked is not None and asked > LONGEST_WAIT:
        raise ComeBackLater(
            f"the service asks to come back in {round(asked / 60)} minutes; the next sync goes on from here"
        )
    return asked if asked is not None else 2.0**attempt


def _retry_after(said: str) -> float | None:
    if re.fullmatch(r"\d+(\.\d+)?", said.strip()):
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except ValueError:
        return None


def _answered(response: requests.Response) -> requests.Response:
    if response.status_code < 400:
        return response
    where = f"{urlsplit(response.url).path} answered {response.status_code}"
    match response.status_code:
        case 401:
            raise Unanswered(f"{where}: the service does not know these credentials; renew them")
        case 403:
            raise Unanswered(f"{where}: the credentials may not read this; give them the right to")
        case 404:
            raise Unanswered(f"{where}: there is no such page; check the address and the names you filled in")
    raise Unanswered(f"{where}: {response.text[:300].strip() or response.reason}")
