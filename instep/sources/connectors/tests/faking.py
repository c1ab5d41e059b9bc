"""A service on this machine that answers as a real one does, with what tests put into it.

What a row of each table looks like stands in the `examples.yaml` beside the fake: `row`, in which `{id}`, `{name}`,
`{at}` and `{email}` are filled in; `more`, under which a column that nobody expects would stand; `kind`, of a record.
"""

import importlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

import yaml

from instep.sources.connectors.rest.wording import written
from instep.sources.connectors.system import PLACE

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
    """A row in the service's books."""

    id: str
    name: str
    changed_at: datetime
    more: dict[str, Any]

    @property
    def email(self) -> str:
        return f"{self.name.lower()}{self.id.rsplit('/', 1)[-1]}@example.com"


class Service:
    """What every fake has in common; how it answers is its own."""

    system: ClassVar[str]
    known: ClassVar[dict[str, str]]
    persons: ClassVar[str] = ""
    """The table of persons."""
    moments: ClassVar[str] = "iso"
    page = 3
    """So many rows at once at most, to keep tests short; no question may ask for more than the real service gives."""

    def __init__(self, table: str = "") -> None:
        self.table = table or self.persons
        """The table that rows are put into; the others are empty."""
        self.kept: dict[str, Kept] = {}
        self.gone: dict[str, Kept] = {}
        self.asked: list[Asked] = []
        self.busy: list[str] = []
        """Retry-After values: so many questions are answered with 429 first."""
        self.strange: list[Answer] = []
        """Answers that are given instead of the true ones."""
        self.dies_after: int | None = None
        """The connection breaks at every question after so many."""
        self.address = ""

    @property
    def example(self) -> dict[str, Any]:
        return examples(self.system)[self.table]

    def put(self, number: int, at: datetime, name: str = "Ana", **more: Any) -> None:
        self.kept[self.id_of(number)] = Kept(self.id_of(number), name, at, more)

    def delete(self, number: int, at: datetime) -> None:
        self.gone[self.id_of(number)] = replace(self.kept.pop(self.id_of(number)), changed_at=at)

    def id_of(self, number: int) -> str:
        return str(number)

    def held(self, table: str, since: datetime | None = None, with_gone: bool = False) -> list[Kept]:
        """The rows of a table, by their number, changed since a moment."""
        if table != self.table:
            return []
        every = [*self.kept.values(), *(self.gone.values() if with_gone else ())]
        rows = [each for each in every if since is None or each.changed_at >= since]
        return sorted(rows, key=lambda each: (len(each.id), each.id))

    def said(self, kept: Kept) -> dict[str, Any]:
        """The row as the service writes it."""
        words = {"id": kept.id.rsplit("/", 1)[-1], "name": kept.name, "email": kept.email}
        row: dict[str, Any] = _filled(self.example["row"], words | {"at": self.moment(kept.changed_at)})
        within: Any = row
        for step in filter(None, (self.example.get("more") or "").split(".")):
            within = within[step]
        within.update(kept.more)
        return row

    def moment(self, at: datetime) -> Any:
        said = written(at, self.moments)
        return int(said) if self.moments == "seconds" else said

    def answer(self, asked: Asked) -> Answer:
        raise NotImplementedError

    def heard(self, asked: Asked) -> Answer | None:
        self.asked.append(asked)
        if self.dies_after is not None and len(self.asked) > self.dies_after:
            return None
        if self.busy:
            return 429, {"message": "slow down"}, {"Retry-After": self.busy.pop(0)}
        return self.strange.pop(0) if self.strange else self.answer(asked)

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


def fake(system: str, table: str = "") -> Service:
    made: Service = importlib.import_module(f"instep.sources.connectors.{system}.fake").Fake(table)
    return made


@cache
def examples(system: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((PLACE / system / "examples.yaml").read_text(encoding="utf-8"))
    return found


def size(said: Any, most: int, page: int) -> int:
    """How many rows the service gives; real ones refuse to be asked for more than `most`."""
    assert 1 <= int(said) <= most, f"asked for {said} rows; there are {most} at most"
    return min(int(said), page)


def _filled(said: Any, words: Mapping[str, Any]) -> Any:
    if isinstance(said, str):
        whole = said[1:-1]
        if said == f"{{{whole}}}" and whole in words:
            return words[whole]
        for name, word in words.items():
            said = said.replace(f"{{{name}}}", str(word))
        return int(said[4:]) if said.startswith("int:") else said
    if isinstance(said, dict):
        return {name: _filled(each, words) for name, each in said.items()}
    return [_filled(each, words) for each in said] if isinstance(said, list) else deepcopy(said)


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
            self._say(answer)

        def _say(self, answer: Answer) -> None:
            said = answer[1].encode() if isinstance(answer[1], str) else json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            for name, value in (answer[2] if len(answer) > 2 else {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", "text/html" if isinstance(answer[1], str) else "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = _talk  # noqa: N815  the names that http.server looks for

        def log_message(self, format: str, *args: object) -> None:
            """Tests are quiet."""

    return Handler
