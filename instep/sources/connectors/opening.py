"""How does what a person filled in become feeds that can be read, and how is it tried out?"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from instep.sources.connectors.addresses import Doors, Forbidden
from instep.sources.connectors.feed import Feed
from instep.sources.connectors.syncing import now
from instep.sources.connectors.system import Ask, System, systems

os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")
os.environ.setdefault("RUNTIME__LOG_LEVEL", "CRITICAL")


class NotInstalled(Exception):
    """The optional part for connectors is not installed."""


@dataclass(frozen=True)
class Connected:
    """A system with what a person filled in."""

    system: str
    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    doors: Doors = field(default_factory=Doors)
    folders: Sequence[Path] = ()
    """Where files of SQLite databases may lie."""
    pause: Callable[[float], Any] = time.sleep
    clock: Callable[[], datetime] = now
    size: int | None = None
    base: str = ""
    """Where the service answers, if not at its usual address."""

    @property
    def about(self) -> System:
        return systems()[self.system]

    def feeds(self) -> list[Feed]:
        try:
            return self._tables() if self.about.dialect else self._lists()
        except ImportError as error:
            words = f"this needs an optional part: pip install 'instep[connectors]' ({error.name})"
            raise NotInstalled(words) from error

    def test(self) -> str:
        """One sentence of success; raises with one sentence that says what is wrong and what to do."""
        trial = replace(self, pause=_too_busy)
        feeds = trial.feeds()
        if not self.about.dialect and self.about.test:
            list(trial._client().paginate(**_asked(self.about.test, self.known)))
            return f"{self.about.title} answers. {len(feeds)} tables can be read."
        names = [feed.table for feed in feeds]
        if not names:
            raise Forbidden("it answers, but there is no table that may be read: check the schema, and grant select")
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        return f"It answers. {len(names)} tables can be read: {shown}"

    def _tables(self) -> list[Feed]:
        from instep.sources.connectors.sql.address import address
        from instep.sources.connectors.sql.opening import feeds, opened

        engine = opened(address(self.about.dialect, self.known), self.doors, self.folders)
        return list(feeds(engine, self.known.get("schema") or None, _words(self.known.get("tables", "")), {}))

    def _lists(self) -> list[Feed]:
        from instep.sources.connectors.rest.feed import SIZE, RestFeed

        client = self._client()
        wanted = set(_words(self.known.get("tables", "")))
        tables = [table for table in self.about.tables if not wanted or table.name in wanted]
        return [RestFeed(table, client, self.known, self.size or SIZE, clock=self.clock) for table in tables]

    def _client(self) -> Any:
        from dlt.sources.helpers.rest_client.client import RESTClient

        from instep.sources.connectors.rest.session import QUICK, TIMEOUT, Session
        from instep.sources.connectors.rest.signing_in import signed_in
        from instep.sources.connectors.rest.wording import filled

        base = str(filled(self.base or self.about.base, self.known)).rstrip("/")
        hosts = {urlsplit(base).hostname or ""}
        session = Session(self.doors, hosts, self.pause)
        auth = signed_in(self.about.sign_in, {**self.known, "base": base}, session)
        session.timeout = QUICK if self.pause is _too_busy else TIMEOUT
        session.token = auth if hasattr(auth, "obtain_token") else None
        return RESTClient(base, headers=dict(self.about.headers), auth=auth, session=session)


def _too_busy(_seconds: float) -> None:
    """Somebody waits before a page: nobody is asked twice."""
    raise Forbidden("the system does not answer at the moment, or asks to come back later: try again in a minute")


def _words(text: str) -> list[str]:
    return [word for word in text.replace(",", " ").split() if word]


def _asked(ask: Ask, known: Mapping[str, str]) -> dict[str, Any]:
    from instep.sources.connectors.rest.paging import paginator
    from instep.sources.connectors.rest.wording import filled

    words: dict[str, Any] = filled({"path": ask.path, "params": dict(ask.params), "json": ask.json}, known)
    more = {"paginator": paginator({}, None), "data_selector": "$", "hooks": {"response": []}}
    return {**words, "method": ask.method, **more}
