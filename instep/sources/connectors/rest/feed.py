"""How is a table of a service read: page by page, gathered into portions, from a place where one can go on?"""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from instep.sources.connectors.feed import CHANGED, DELETED, NeedsEverything, Place, Portion, Row
from instep.sources.connectors.rest.asking import onward, pages
from instep.sources.connectors.rest.listing import widened
from instep.sources.connectors.rest.over import begun, each
from instep.sources.connectors.rest.rows import objects, texts
from instep.sources.connectors.rest.wording import moment, written
from instep.sources.connectors.syncing import now
from instep.sources.connectors.system import Ask, TableSaid

SIZE = 5_000


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

    @cached_property
    def asked_columns(self) -> tuple[str, ...]:
        """The columns to ask for, the customer's own ones too where the service lists them."""
        said = self.said
        words = {**self.known, "table": said.name}
        return widened(self.client, said.listed, said.columns, words) if said.listed else said.columns

    @property
    def columns(self) -> Mapping[str, str]:
        named = (*self.said.key, *self.asked_columns, *self.said.also, *self.said.later, *self.said.money)
        return dict.fromkeys(named, "")

    @property
    def ways(self) -> frozenset[str]:
        return frozenset(self.said.asks)

    @property
    def tells_deletions(self) -> bool:
        return DELETED in self.said.asks or self.said.tells_deletions

    @property
    def is_log(self) -> bool:
        return self.said.is_log

    @property
    def is_clocked(self) -> bool:
        return self.said.is_clocked

    @property
    def is_ordered(self) -> bool:
        return CHANGED in self.said.asks and self.said.asks[CHANGED].is_ordered

    def written(self, at: datetime) -> str:
        return written(at, "seconds" if self.said.asks.get(CHANGED, Ask("", "")).since == "seconds" else "iso")

    def portions(self, way: str, since: str | None, place: Place | None) -> Generator[Portion]:
        ask = self.said.asks[way]
        if way == CHANGED and ask.days and since and self.clock() - moment(since) > timedelta(days=ask.days):
            raise NeedsEverything(f"{self.table}: the service forgets changes after {ask.days} days: all were read")
        yield from gathered(self._each(ask, since, place), self.size)

    def _each(self, ask: Ask, since: str | None, place: Place | None) -> Generator[Portion]:
        """The answers to one question after the other; each knows where to go on after it."""
        questions = each(self.client, ask.over, self._words(), since)
        start = begun(questions, ask.over, place)
        name = ask.over.name if ask.over else ""
        for number, words in enumerate(questions[start:], start):
            inside = place if number == start and (place or {}).get("over") == words.get(name) else None
            for portion in self._asked(ask, words, since, inside):
                after = number if portion.place else number + 1
                is_last = after == len(questions)
                at = {"over": questions[after].get(name)} if not is_last else {}
                yield replace(portion, place=None if is_last else {**(portion.place or {}), **at})
        if not questions[start:]:
            yield Portion([])

    def _asked(self, ask: Ask, words: Mapping[str, str], since: str | None, place: Place | None) -> Generator[Portion]:
        rows: list[Row] = []
        types: dict[str, str] = {}
        high, count = None, int((place or {}).get("count", 0))
        since = (place or {}).get("since", since)
        for page in pages(self.client, ask, words, since, place):
            came = [row for row in self._rows(page, ask, types) if not any(row.get(name) for name in self.said.without)]
            rows, count, high = rows + came, count + len(came), _later(high, self._latest(came))
            next_place = onward(page, count)
            if next_place and ask.at_most and count + len(came) > ask.at_most:
                anew = {"since": self._anew(since, high)}
                yield Portion(rows, anew, high, types)
                yield from self._asked(ask, words, since, anew)
                return
            if next_place and len(rows) >= self.size and not ask.is_newest_first:
                yield Portion(rows, next_place, high, types)
                rows, types = [], {}
        yield Portion(rows[::-1] if ask.is_newest_first else rows, None, high, types)

    def _rows(self, page: Any, ask: Ask, types: dict[str, str]) -> list[Row]:
        return [texts(row, self.said, types) for row in objects(page[0], ask)]

    def _anew(self, since: str | None, high: str | None) -> str:
        """The service answers no further: from where to ask once more."""
        if high is None or (since and moment(high) <= moment(since)):
            raise NeedsEverything(f"more {self.table} changed at the same moment than the service lists: all were read")
        return written(moment(high) + timedelta(minutes=self.said.asks[CHANGED].late_minutes), "iso")

    def _words(self) -> Mapping[str, str]:
        """What a person filled in, and what questions may say of the table itself."""
        columns = self.asked_columns
        inner = [name.removeprefix("properties.") for name in columns if name.startswith("properties.")]
        changed = self.said.changed_at.split(" ")[0].split(".")[-1]
        own = {"table": self.said.name, "properties": ",".join(inner), "changed": changed}
        return {**self.known, **own, "columns": ",".join((*self.said.key, *columns))}

    def _latest(self, rows: list[Row]) -> str | None:
        changes = (row.get(name) for row in rows for name in self.said.changed_at.split())
        return max((change for change in changes if change), default=None)


def gathered(portions: Iterable[Portion], size: int) -> Generator[Portion]:
    """Short answers are put together, so that many questions don't become many small deliveries."""
    held: Portion | None = None
    for portion in portions:
        held = portion if held is None else _joined(held, portion)
        if held.place is None or len(held.rows) >= size:
            yield held
            held = None


def _joined(one: Portion, other: Portion) -> Portion:
    types = {**one.types, **{name: type_ for name, type_ in other.types.items() if type_ or name not in one.types}}
    return Portion([*one.rows, *other.rows], other.place, _later(one.high, other.high), types)


def _later(one: str | None, other: str | None) -> str | None:
    return max((each for each in (one, other) if each), default=None)
