"""How is a table of a service read: page by page, gathered into portions, from a place where one can go on?"""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from instep.sources.connectors.feed import CHANGED, DELETED, NeedsEverything, Place, Portion, Row
from instep.sources.connectors.rest.paging import paginator
from instep.sources.connectors.rest.rows import found, objects, texts
from instep.sources.connectors.rest.wording import filled, moment, written
from instep.sources.connectors.syncing import now
from instep.sources.connectors.system import Ask, TableSaid

SIZE = 5_000
OURS: dict[str, list[Any]] = {"response": []}
"""Our session has dealt with errors already."""


@dataclass(frozen=True)
class RestFeed:
    said: TableSaid
    client: Any
    """dlt's REST client, signed in."""
    known: Mapping[str, str]
    size: int = SIZE
    is_typed: bool = False
    clock: Callable[[], datetime] = now

    @property
    def table(self) -> str:
        return self.said.name

    @property
    def key(self) -> tuple[str, ...]:
        return self.said.key

    @property
    def columns(self) -> Mapping[str, str]:
        return dict.fromkeys((*self.said.key, *self.said.columns, *self.said.also), "")

    @property
    def ways(self) -> frozenset[str]:
        return frozenset(self.said.asks)

    @property
    def tells_deletions(self) -> bool:
        return DELETED in self.said.asks or self.said.tells_deletions

    @property
    def is_clocked(self) -> bool:
        return self.said.is_clocked

    @property
    def is_ordered(self) -> bool:
        return CHANGED in self.said.asks and self.said.asks[CHANGED].is_ordered

    def written(self, at: datetime) -> str:
        return written(at, "seconds" if self.said.asks.get(CHANGED, Ask("", "")).since == "seconds" else "iso")

    def portions(self, way: str, since: str | None, place: Place | None) -> Generator[Portion]:
        """Gathers pages until they make a portion; a portion of a list of lists never spans two of them."""
        ask = self.said.asks[way]
        if way == CHANGED and ask.days and since and self.clock() - moment(since) > timedelta(days=ask.days):
            raise NeedsEverything(f"{self.table}: the service forgets changes after {ask.days} days: all were read")
        each = list(self._over(ask))
        start = int((place or {}).get("over", 0))
        for number, words in enumerate(each[start:], start):
            inside = place if number == start else None
            for portion in self._asked(ask, words, since, inside):
                is_last = portion.place is None and number + 1 == len(each)
                onward = {**(portion.place or {}), "over": number if portion.place else number + 1}
                yield replace(portion, place=None if is_last else onward)
        if not each[start:]:
            yield Portion([])

    def _over(self, ask: Ask) -> Iterator[Mapping[str, str]]:
        if not ask.over:
            yield self.known
            return
        asked = Ask(
            ask.over["path"], ask.over["rows"], params=ask.over.get("params", {}), pages=ask.over.get("pages", {})
        )
        for page in self._pages(asked, self.known, None, None):
            for row in objects(page[0], asked):
                yield {**self.known, ask.over["name"]: str(found(row, ask.over["value"]))}

    def _asked(self, ask: Ask, words: Mapping[str, str], since: str | None, place: Place | None) -> Generator[Portion]:
        rows: list[Row] = []
        types: dict[str, str] = {}
        high, count = None, int((place or {}).get("count", 0))
        since = (place or {}).get("since", since)
        for page in self._pages(ask, words, since, place):
            came = [texts(row, self.said, types) for row in objects(page[0], ask)]
            rows, count, high = rows + came, count + len(came), _later(high, self._latest(came))
            onward = _onward(page, count)
            if onward and ask.at_most and count + len(came) > ask.at_most:
                anew = {"since": self._anew(since, high)}
                yield Portion(rows, anew, high, types)
                yield from self._asked(ask, words, since, anew)
                return
            if onward and len(rows) >= self.size and not ask.is_newest_first:
                yield Portion(rows, onward, high, types)
                rows, types = [], {}
        yield Portion(rows[::-1] if ask.is_newest_first else rows, None, high, types)

    def _anew(self, since: str | None, high: str | None) -> str:
        """The service answers no further: from where to ask once more."""
        if high is None or (since and moment(high) <= moment(since)):
            raise NeedsEverything(f"more {self.table} changed at the same moment than the service lists: all were read")
        return written(moment(high) + _late(self.said.asks[CHANGED]), "iso")

    def _own_words(self) -> Mapping[str, str]:
        """What questions may say of the table itself."""
        inner = [name.removeprefix("properties.") for name in self.said.columns if name.startswith("properties.")]
        changed = self.said.changed_at.split(" ")[0].split(".")[-1]
        columns = ",".join((*self.said.key, *self.said.columns))
        return {"table": self.said.name, "columns": columns, "properties": ",".join(inner), "changed": changed}

    def _latest(self, rows: list[Row]) -> str | None:
        changes = (row.get(name) for row in rows for name in self.said.changed_at.split())
        return max((change for change in changes if change), default=None)

    def _pages(self, ask: Ask, words: Mapping[str, str], since: str | None, place: Place | None) -> Any:
        place = place if place and "path" in place else None
        begin = {"since": written(moment(since) - _late(ask) if since else EPOCH, ask.since)}
        known = {**words, **begin, **self._own_words()}
        return self.client.paginate(
            path=place["path"] if place else filled(ask.path, known),
            method=ask.method,
            params=dict(place["params"] or {}) if place else filled(ask.params, known),
            json=place["json"] if place else filled(ask.json, known),
            paginator=paginator(ask.pages, place),
            data_selector="$",
            hooks=OURS,
        )


def _late(ask: Ask) -> timedelta:
    return timedelta(minutes=ask.late_minutes)


EPOCH = datetime.fromisoformat("1970-01-02T00:00:00+00:00")


def _later(one: str | None, other: str | None) -> str | None:
    return max((each for each in (one, other) if each), default=None)


def _onward(page: Any, count: int) -> Place | None:
    """The next question of a list: dlt has put the next page's words into it already."""
    if not page.paginator.has_next_page:
        return None
    request = page.request
    return {"path": request.url, "params": request.params, "json": request.json, "count": count}
