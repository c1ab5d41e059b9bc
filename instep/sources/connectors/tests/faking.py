"""A service on this machine that answers as a real one does, with what tests put into it."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

type Answer = tuple[int, Any] | tuple[int, Any, Mapping[str, str]]


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    params: dict[str, str]
    body: dict[str, Any]
    headers: "Message[str, str]"


@dataclass(frozen=True)
class Kept:
    """A person in the service's books."""

    id: str
    name: str
    changed_at: datetime
    more: dict[str, Any]

    @property
    def email(self) -> str:
        return f"{self.name.lower()}{self.id}@example.com"


class Service:
    """What every fake has in common; how it answers is its own."""

    system: str
    known: ClassVar[dict[str, str]]
    table: str
    """Where the persons are found, `page` of them at once."""
    page: int
    more_under = ""
    """Where a column that nobody expects stands."""
    misses_deletions = False
    """The service lists no deletions: only a reading of everything notices them."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self.gone: dict[str, Kept] = {}
        self.asked: list[Asked] = []
        self.busy: list[str] = []
        """Retry-After values: so many questions are answered with 429 first."""
        self.dies_after: int | None = None
        """The connection breaks at every question after so many."""
        self.address = ""

    def put(self, number: int, at: datetime, name: str = "Ana", **more: Any) -> None:
        self.kept[self.id_of(number)] = Kept(self.id_of(number), name, at, more)

    def delete(self, number: int, at: datetime) -> None:
        self.gone[self.id_of(number)] = replace(self.kept.pop(self.id_of(number)), changed_at=at)

    def id_of(self, number: int) -> str:
        return str(number)

    def answer(self, asked: Asked) -> Answer:
        raise NotImplementedError

    def heard(self, asked: Asked) -> Answer | None:
        self.asked.append(asked)
        if self.dies_after is not None and len(self.asked) > self.dies_after:
            return None
        if self.busy:
            return 429, {"message": "slow down"}, {"Retry-After": self.busy.pop(0)}
        return self.answer(asked)

    @contextmanager
    def running(self) -> Iterator[None]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.heard))
        server.daemon_threads = True
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(heard: Callable[[Asked], Answer | None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _talk(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = urlsplit(self.path)
            params = dict(parse_qsl(parts.query, keep_blank_values=True))
            is_json = "json" in (self.headers.get("Content-Type") or "")
            body = json.loads(raw) if raw and is_json else dict(parse_qsl(raw.decode()))
            answer = heard(Asked(self.command, parts.path, params, body, self.headers))
            if answer is None:
                self.close_connection = True
                self.connection.close()
                return
            said = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            for name, value in (answer[2] if len(answer) > 2 else {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = _talk  # noqa: N815  the names that http.server looks for

        def log_message(self, format: str, *args: object) -> None:
            """Tests are quiet."""

    return Handler
