"""Requests as SDKs send them, straight to the application: no network in between."""

import asyncio
import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from instep.sources.events.app import Collector
from instep.sources.events.keys import Key, hashed, write_keys
from instep.sources.trust import PUBLIC, SECRET
from instep.warehouse import Home

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BROWSER, SERVER = "pk_website", "sk_shop"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


@dataclass
class Sender:
    """One website and one shop that send to one home."""

    home: Home
    keys: dict[str, Key] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home.create()
        self.keys = {
            BROWSER: Key("browser", "website", PUBLIC),
            SERVER: Key("server", "shop", SECRET),
        } | self.keys
        write_keys(self.home, [(hashed(text), key) for text, key in self.keys.items()])

    def post(self, path: str, said: Any, key: str | None = BROWSER, **headers: str) -> Reply:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        return self.ask("POST", path, body, with_key(key) | headers)

    def batch(self, *calls: dict[str, Any], key: str | None = BROWSER, **headers: str) -> Reply:
        return self.post("/v1/batch", {"batch": list(calls)}, key, **headers)

    def strict(self, *calls: dict[str, Any], key: str | None = BROWSER, **headers: str) -> Reply:
        return self.batch(*calls, key=key, x_strict_mode="1", **headers)

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        return asyncio.run(self._ask(method, path, body, headers or {}))

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        collector = Collector(self.home)
        reply = await told(collector, method, path, body, headers)
        await collector.close()
        return reply


async def told(collector: Collector, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
    sent = list[dict[str, Any]]()
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": raw, "client": ("203.0.113.9", 4000)}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await collector(scope, receive, send)
    start, rest = sent
    return Reply(start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, rest["body"])


def with_key(key: str | None) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{key}:".encode()).decode()} if key else {}


def track(number: int = 1, **more: Any) -> dict[str, Any]:
    said = {"type": "track", "event": "Demo Booked", "userId": "ana", "messageId": f"m{number}"}
    return said | {"timestamp": "2026-03-01T09:30:00Z"} | more
