"""What do new records concern? Themselves, what hangs together with them, and whatever their rows name."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from instep.warehouse.live.places import Found, Prints
from instep.warehouse.live.small import Small

TABLE = "concerned"
PRINTS = f"select hash(id) as print from {TABLE} order by print"


class Concerned:
    """Ids, as a table of the engine that tables are compared by, and how they are looked for in places."""

    def __init__(self, engine: Small, keys: pa.Table) -> None:
        self._engine = engine
        engine.run(f"create or replace temp table {TABLE} as select key as id from near")
        self._known = set(keys["key"].to_pylist())
        self._prints: Prints | None = None

    def find(self, table: str) -> Found:
        if self._prints is None:
            self._prints = self._engine.prints(PRINTS)
        return self._engine.places.find(table, self._prints)

    def grow(self, rows: Iterable[Sequence[Any]]) -> None:
        """By the ids in these rows."""
        new = {str(value) for row in rows for value in row if value is not None} - self._known
        if new:
            self._known |= new
            self._prints = None
            self._engine.lend("named", id=sorted(new))
            self._engine.run(f"insert into {TABLE} from named")
