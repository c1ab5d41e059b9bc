"""How is a table of a database read: in portions, each begun after the last row of the one before?"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, Table, and_, func, literal, or_, select, type_coerce
from sqlalchemy.types import NullType

from instep.sources.connectors.feed import CHANGED, EVERYTHING, Place, Portion, Row
from instep.sources.connectors.sql.columns import is_read, type_words
from instep.sources.connectors.sql.place import frozen, thawed
from instep.sources.connectors.sql.text import text

SIZE = 20_000
LATE = timedelta(minutes=10)
"""A long transaction shows its rows after later ones: so far back is read once more."""


@dataclass(frozen=True)
class SqlFeed:
    engine: Engine
    source: Table
    key: tuple[str, ...]
    cursor: str | None = None
    size: int = SIZE
    is_typed: bool = True
    is_ordered: bool = True
    is_clocked: bool = False
    tells_deletions: bool = False
    is_log: bool = False

    @property
    def table(self) -> str:
        return str(self.source.name)

    @property
    def columns(self) -> Mapping[str, str]:
        return {str(column.name): type_words(column) for column in self._read()}

    @property
    def ways(self) -> frozenset[str]:
        return frozenset({EVERYTHING, CHANGED} if self.cursor and self.key else {EVERYTHING})

    def written(self, moment: datetime) -> str:
        return text(moment) or ""

    def portions(self, way: str, since: str | None, place: Place | None) -> Generator[Portion]:
        if not self.key:
            yield from self._streamed()
            return
        order = [self.cursor, *self.key] if way == CHANGED and self.cursor else list(self.key)
        last = [thawed(each) for each in place["after"]] if place else None
        begun_with = place.get("high") if place else self._latest() if way == EVERYTHING else None
        while True:
            rows = self._asked(self._query(order, since if way == CHANGED else None, last))
            is_end = len(rows) < self.size
            last = [rows[-1][name] for name in order] if rows else None
            after = None if is_end or last is None else [frozen(each) for each in last]
            yield self._portion(rows, {"after": after, "high": begun_with} if after else None, begun_with)
            if after is None:
                return

    def _latest(self) -> str | None:
        """The latest change before everything is read: what changes meanwhile is later, and read the next time."""
        if not self.cursor:
            return None
        with self.engine.connect() as connection:
            return _moment(text(connection.execute(select(func.max(self._compared(self.cursor)))).scalar()))

    def _query(self, order: Sequence[str], since: str | None, last: Sequence[Any] | None) -> Select[*tuple[Any, ...]]:
        query = self._select().order_by(*(self.source.columns[name] for name in order)).limit(self.size)
        if last is not None:
            query = query.where(self._after(order, last))
        elif since is not None and self.cursor:
            query = query.where(self._compared(self.cursor) >= self._bound(datetime.fromisoformat(since) - LATE))
        return query

    def _select(self) -> Select[*tuple[Any, ...]]:
        """Values as the driver gives them: no conversion may fail on a value that only this database knows."""
        return select(*(type_coerce(each, NullType()).label(each.name) for each in self._read()))

    def _after(self, order: Sequence[str], last: Sequence[Any]) -> ColumnElement[bool]:
        """(a, b) > (x, y), spelled out because not every database compares tuples."""
        columns = [self._compared(name) for name in order]
        last = [literal(value, column.type) for value, column in zip(last, columns, strict=True)]
        steps = [
            and_(*(columns[at] == last[at] for at in range(end)), columns[end] > last[end])
            for end in range(len(columns))
        ]
        return or_(*steps)

    def _read(self) -> list[Any]:
        return [column for column in self.source.columns if is_read(column) or column.name in self.key]

    def _compared(self, name: str) -> Any:
        """SQLite keeps moments as texts of any writing: they are compared as they are."""
        column = self.source.columns[name]
        return type_coerce(column, NullType()) if self.engine.dialect.name == "sqlite" else column

    def _bound(self, moment: datetime) -> Any:
        return moment.isoformat(sep=" ") if self.engine.dialect.name == "sqlite" else moment

    def _asked(self, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        with self.engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def _streamed(self) -> Generator[Portion]:
        """Without a key there is no place to go on from: one long answer, read in portions."""
        options = {"stream_results": True, "yield_per": self.size}
        rows: Sequence[Any] = ()
        with (
            self.engine.connect().execution_options(**options) as connection,
            connection.execute(self._select()) as result,
        ):
            for part in result.mappings().partitions():
                if rows:
                    yield self._portion(rows, {})
                rows = part
        yield self._portion(rows, None)

    def _portion(self, rows: Sequence[Any], place: Place | None, begun_with: str | None = None) -> Portion:
        said: list[Row] = [{str(name): self._text(name, value) for name, value in row.items()} for row in rows]
        moments = [moment for row in said if (moment := _moment(row[self.cursor]))] if self.cursor else []
        return Portion(said, place, begun_with or max(moments, default=None))

    def _text(self, name: str, value: Any) -> str | None:
        is_key = isinstance(value, bytes | bytearray | memoryview) and name in self.key
        return bytes(value).hex() if is_key else text(value)


def _moment(written: str | None) -> str | None:
    """A text that is no moment is no place to go on from."""
    try:
        datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return written
