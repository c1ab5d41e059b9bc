"""How is one question asked, page after page, so that a strange answer is said and never taken for an empty one?"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from instep.sources.connectors.feed import Forgotten, Place
from instep.sources.connectors.rest.answering import Unanswered
from instep.sources.connectors.rest.paging import paginator
from instep.sources.connectors.rest.rows import found
from instep.sources.connectors.rest.wording import filled, moment, written
from instep.sources.connectors.system import Ask

OURS: dict[str, list[Any]] = {"response": []}
"""Our session has dealt with errors already."""
EPOCH = datetime.fromisoformat("1970-01-02T00:00:00+00:00")
EMPTY_PAGES = 1_000
"""So many pages without a row are no list any more."""
NOT_KNOWN = (400, 404, 409, 410, 422)


def pages(client: Any, ask: Ask, words: Mapping[str, str], since: str | None, place: Place | None) -> Iterator[Any]:
    """Each page of the answer; the place of a page that was read before says where to go on."""
    place = place if place and "path" in place else None
    asked = _asked(client, ask, {**words, "since": begin(ask, since)}, place)
    page, watch = _first(asked, ask, place), Watch(ask)
    while page is not None:
        watch.see(page)
        yield page
        page = _next(asked, ask)


def begin(ask: Ask, since: str | None) -> str:
    """From when on changes are asked for: a little before the latest that is known."""
    return written(moment(since) - timedelta(minutes=ask.late_minutes) if since else EPOCH, ask.since)


def onward(page: Any, count: int) -> Place | None:
    """The next question of a list: the next page's words stand in it already."""
    if not page.paginator.has_next_page:
        return None
    request = page.request
    return {"path": request.url, "params": request.params, "json": request.json, "count": count}


class Watch:
    """Stops at a list that goes round in circles, and at an answer that is none."""

    def __init__(self, ask: Ask) -> None:
        self.ask, self.seen, self.last, self.empty_count = ask, set[bytes](), b"", 0

    def see(self, page: Any) -> None:
        rows = found(page[0] if page else None, self.ask.rows)
        if not _holds(page[0] if page else None, self.ask.rows):
            raise Unanswered(f"{_path(page)} answered without {self.ask.rows!r}: {_shown(page)}")
        self.empty_count = 0 if rows else self.empty_count + 1
        here, onward_ = _mark(rows), _mark(onward(page, 0))
        is_round = bool(rows) and here == self.last
        if page.paginator.has_next_page and (is_round or onward_ in self.seen or self.empty_count > EMPTY_PAGES):
            raise Unanswered(
                f"{_path(page)} gives the same page again and again: reading it was stopped. What came before is in. "
                "Sync again later; if it stays so, the service's support has to look at it"
            )
        self.last = here
        self.seen.add(onward_)


def _next(asked: Iterator[Any], ask: Ask) -> Any:
    try:
        return next(asked, None)
    except ValueError as error:
        words = str(error).split("\n")[0][:300]
        raise Unanswered(f"{ask.path} answered without {ask.rows!r}, or without a next page: {words}") from error


def _first(asked: Iterator[Any], ask: Ask, place: Place | None) -> Any:
    try:
        return _next(asked, ask)
    except Unanswered as refused:
        if place and refused.status in NOT_KNOWN:
            raise Forgotten(str(refused)) from refused
        raise


def _asked(client: Any, ask: Ask, known: Mapping[str, str], place: Place | None) -> Iterator[Any]:
    said: Iterator[Any] = client.paginate(
        path=place["path"] if place else filled(ask.path, known),
        method=ask.method,
        params=dict(place["params"] or {}) if place else filled(ask.params, known),
        json=place["json"] if place else filled(ask.json, known),
        paginator=paginator(ask.pages, place, ask.rows),
        data_selector="$",
        hooks=OURS,
    )
    return said


def _holds(answer: Any, path: str) -> bool:
    """The rows are there, be it as nothing: an answer without them is no empty list."""
    around, _, last = path.rpartition(".")
    within = found(answer, around)
    return not path or (isinstance(within, dict) and last in within)


def _mark(said: Any) -> bytes:
    return hashlib.md5(json.dumps(said, sort_keys=True, default=str).encode(), usedforsecurity=False).digest()


def _path(page: Any) -> str:
    return str(page.request.url)


def _shown(page: Any) -> str:
    return json.dumps(page[0] if page else None, ensure_ascii=False)[:200]
