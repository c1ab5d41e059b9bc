"""How is a service talked to: politely, patiently, at no closed address, and with nobody else?"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.connection import create_connection

from instep.sources.connectors.addresses import Doors, Forbidden
from instep.sources.connectors.rest.answering import (
    ComeBackLater,
    Unanswered,
    asked_pause,
    checked,
    is_busy,
    is_used_up,
)

ATTEMPTS = 6
LONGEST_WAIT = 300.0
PATIENCE = 900.0
"""So many seconds a run waits altogether for a service that does not say how long it takes."""
TIMEOUT = (15.0, 120.0)
QUICK = (10.0, 20.0)
"""While somebody waits before a page."""


class Session(requests.Session):
    """Waits as long as it is told to, follows nobody to another host, ignores proxies and .netrc of the machine."""

    def __init__(self, doors: Doors, hosts: Iterable[str], pause: Callable[[float], Any]) -> None:
        super().__init__()
        self.trust_env = False
        self.doors, self.hosts, self.pause = doors, frozenset(hosts), pause
        self.waited, self.timeout = 0.0, TIMEOUT
        self.token: Any = None
        """What signs in with a token that can run out."""
        self.headers["User-Agent"] = "Instep"
        for scheme in ("http://", "https://"):
            self.mount(scheme, Guarded(doors))

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        self._check(request.url or "")
        kwargs["timeout"] = kwargs.get("timeout") or self.timeout
        is_renewed = False
        for attempt in range(1, ATTEMPTS + 1):
            response = self._tried(request, kwargs, attempt)
            if response is None:
                continue
            if response.status_code == 401 and not is_renewed and self.renew(request):
                is_renewed = True
                continue
            if is_used_up(response):
                raise ComeBackLater("the service's limit of requests is used up; a later sync goes on from here")
            if not is_busy(response) or attempt == ATTEMPTS:
                return checked(response)
            self._wait(response, attempt)
        raise Unanswered(f"{urlsplit(request.url or '').hostname} does not accept a renewed token", 401)

    def _tried(self, request: requests.PreparedRequest, kwargs: Any, attempt: int) -> requests.Response | None:
        try:
            return super().send(request, **kwargs)
        except (requests.ConnectionError, requests.Timeout) as error:
            if attempt == ATTEMPTS:
                host = urlsplit(request.url or "").hostname
                words = f"{host} does not answer. The next sync goes on from here; if it lasts, check the address"
                raise Unanswered(words) from error
            self._pause(2.0**attempt)
            return None

    def renew(self, request: requests.PreparedRequest) -> bool:
        """A token that ran out in the middle of a run is asked for anew, once a question."""
        if self.token is None or not request.headers.get("Authorization", "").startswith("Bearer"):
            return False
        self.token.access_token = None
        self.token(request)
        return True

    def _wait(self, response: requests.Response, attempt: int) -> None:
        """As long as the service asks for, else longer each time, as far as patience goes."""
        asked = asked_pause(response)
        if asked is None:
            self._pause(2.0**attempt)
        elif asked > LONGEST_WAIT:
            minutes = round(asked / 60)
            raise ComeBackLater(f"the service asks to come back in {minutes} minutes; the next sync goes on from here")
        else:
            self.pause(asked)

    def _pause(self, seconds: float) -> None:
        self.waited += seconds
        if self.waited > PATIENCE:
            raise ComeBackLater(
                f"the service was in trouble for {PATIENCE / 60:.0f} minutes; the next sync goes on from here"
            )
        self.pause(seconds)

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
