"""How does the collector answer the network? An ASGI application that knows neither Django nor its database."""

import sys
from collections.abc import Awaitable, Callable
from typing import Any

from instep.sources.events.answer import NOTHING, Answer, TurnedAway
from instep.sources.events.body import Receive
from instep.sources.events.commits import Commits
from instep.sources.events.headers import Headers, cross_origin, headers_of
from instep.sources.events.keys import Keyring
from instep.sources.events.routes import route
from instep.sources.events.settings import settings_of
from instep.sources.events.store import Store
from instep.sources.events.taking import Taking
from instep.sources.events.visitors import Salts
from instep.warehouse.home import Home

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
SWITCH_SECONDS = 0.001
"""How long the thread that commits may have to wait for its turn."""


class Collector:
    """One process keeps events for one home; the store opens with the first request or the server's start."""

    def __init__(self, home: Home, is_behind_proxy: bool = False) -> None:
        self._home, self._is_behind_proxy = home, is_behind_proxy
        self._keys = Keyring(home)
        self._commits: Commits | None = None
        self._taking: Taking | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            headers = headers_of(scope)
            await _say(send, await self._answer(scope, headers, receive), headers)

    async def _answer(self, scope: Scope, headers: Headers, receive: Receive) -> Answer:
        method, path = scope["method"], scope["path"]
        try:
            if method == "OPTIONS":
                return NOTHING
            if method in ("GET", "HEAD"):
                return _shown(self._keys, scope, headers)
            found = route(path)
            if method != "POST" or found is None:
                raise TurnedAway(404, f"there is no {method} {path} here")
            if found.dialect == "nothing":
                return Answer(200, {"success": True, "flags": {}, "featureFlags": {}})
            return await self._open().take(scope, headers, receive, found)
        except TurnedAway as away:
            if self._commits is not None and method == "POST":
                self._commits.turn_away(away.status)
            return away.answer

    def _open(self) -> Taking:
        if self._taking is None:
            sys.setswitchinterval(SWITCH_SECONDS)
            self._commits = Commits(Store(self._home))
            self._taking = Taking(self._keys, self._commits, Salts(self._home), self._is_behind_proxy)
        return self._taking

    async def close(self) -> None:
        """Whoever waits gets an answer; then the store is closed."""
        if self._commits is not None:
            await self._commits.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._open()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _shown(keys: Keyring, scope: Scope, headers: Headers) -> Answer:
    path = scope["path"].rstrip("/")
    if path in ("/health", ""):
        return Answer(200, {"is_open": True})
    found = settings_of(path, scope, headers, keys)
    if found is None:
        raise TurnedAway(404, f"there is no GET {path} here")
    return Answer(200, found, [(b"cache-control", b"public, max-age=60")])


async def _say(send: Send, answer: Answer, headers: Headers) -> None:
    body = answer.body
    own = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    heads = [*(own if answer.said is not None else []), *answer.headers, *cross_origin(headers)]
    await send({"type": "http.response.start", "status": answer.status, "headers": heads})
    await send({"type": "http.response.body", "body": body})
