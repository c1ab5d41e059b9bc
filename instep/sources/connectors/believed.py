"""What did a source say last about each of its records, according to the deliveries that count?

Read off the deliveries themselves, so that it stays right when one of them is undone. Beside them lie prints: line, key
and content of each row, written once, because a delivery never changes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from instep.sources.connectors.progress import folder
from instep.sources.reading import LINE
from instep.sources.saved_mappings import slug
from instep.sources.taking.batch import Batch, batches
from instep.sources.values.casting import connection
from instep.sources.values.fingerprints import fingerprints
from instep.warehouse.home import Home

GONE = "_deleted"
"""The column of a delivery that withdraws a record: "true", or nothing."""

_SAID = """
said as (
    select key, content, is_gone, filename, line,
        row_number() over (partition by key order by filename desc, line desc) as age
    from read_parquet($files, filename = true)
)
"""
NEWS = (
    "with came as (select *, row_number() over (partition by key order by line desc) as age from portion), "
    + _SAID
    + """
select came.line
from came left join said on said.key = came.key and said.age = 1
where came.age = 1 and case
    when came.is_gone then said.key is not null and not said.is_gone
    else said.key is null or said.is_gone or said.content <> came.content
end
order by came.line
"""
)
FIRST_NEWS = "select max(line) as line from portion group by key having not arg_max(is_gone, line) order by line"
ALIVE = "with " + _SAID + "select filename, line from said where age = 1 and not is_gone"
VANISHED = ALIVE + " and not exists (select 1 from read_parquet($keys) as seen where seen.key = said.key)"
NAMED = ALIVE + " and exists (select 1 from read_parquet($keys) as named where named.key = said.key)"


@dataclass
class Believed:
    """The prints of one table of one source, in the order of receipt; `key` is empty where it has none."""

    home: Home
    source: str
    table: str
    key: tuple[str, ...]
    files: dict[Path, Path] = field(default_factory=dict)
    """Prints, and the delivery that each belongs to."""

    @classmethod
    def of(cls, home: Home, source: str, table: str, key: tuple[str, ...]) -> "Believed":
        found = cls(home, source, table, key)
        for batch in batches(home):
            if batch.undone_at is None and (slug(batch.source), slug(batch.table)) == (slug(source), slug(table)):
                found.add(batch)
        return found

    def add(self, batch: Batch) -> None:
        delivery = batch.folder(self.home) / f"{slug(batch.table)}.parquet"
        path = folder(self.home, self.source) / "prints" / f"{batch.batch_id}.{'-'.join(map(slug, self.key))}"
        if not path.exists():
            _write(path, prints(pq.read_table(delivery), self.key))
        self.files[path] = delivery

    def news(self, rows: pa.Table) -> pa.Table:
        """The rows that say something new: the last of each record, unless it is what the source said last."""
        engine = connection()
        engine.register("portion", prints(rows, self.key))
        files = {"files": [str(path) for path in self.files]}
        found = engine.execute(NEWS, files) if self.files else engine.execute(FIRST_NEWS)
        lines = [line for (line,) in found.fetchall()]
        engine.unregister("portion")
        return rows.filter(pc.is_in(rows[LINE], pa.array(lines, pa.int64())))

    def alive_count(self) -> int:
        return len(self._found(ALIVE)) if self.files else 0

    def vanished(self, seen: Sequence[Path]) -> list[tuple[Path, list[int]]]:
        """The deliveries and lines that last spoke of records whose keys were not seen."""
        if not self.files:
            return []
        return self._by_delivery(VANISHED, seen) if seen else self._by_delivery(ALIVE, [])

    def named(self, keys: Sequence[Path]) -> list[tuple[Path, list[int]]]:
        """Those that last spoke of records with these keys, as far as we know them."""
        return self._by_delivery(NAMED, keys) if self.files and keys else []

    def _by_delivery(self, query: str, keys: Sequence[Path]) -> list[tuple[Path, list[int]]]:
        lines: dict[Path, list[int]] = defaultdict(list)
        named = {"keys": [str(path) for path in keys]} if keys else {}
        for filename, line in self._found(query, **named):
            lines[self.files[Path(filename)]].append(line)
        return sorted(lines.items())

    def _found(self, query: str, **more: list[str]) -> list[tuple[str, int]]:
        files = [str(path) for path in self.files]
        return connection().execute(query, {"files": files, **more}).fetchall()


def withdrawals(found: list[tuple[Path, list[int]]]) -> Iterator[pa.Table]:
    """What was said last about these records, said again with the mark that they are gone."""
    for delivery, lines in found:
        rows = pq.read_table(delivery)
        gone = rows.filter(pc.is_in(rows[LINE], pa.array(lines, pa.int64())))
        mark = pa.array(["true"] * gone.num_rows, pa.string())
        yield gone.set_column(gone.column_names.index(GONE), GONE, mark)


def prints(rows: pa.Table, key: tuple[str, ...]) -> pa.Table:
    """Line, key and content of each row; without a key, its content is its key."""
    said = rows.drop_columns([GONE]) if GONE in rows.column_names else rows
    content = fingerprints(said)
    is_gone = pc.is_valid(rows[GONE]) if GONE in rows.column_names else pa.array([False] * rows.num_rows)
    return pa.table(
        {LINE: rows[LINE], "key": _keys(rows, key) if key else content, "content": content, "is_gone": is_gone}
    )


def keep_keys(path: Path, rows: pa.Table, key: tuple[str, ...]) -> None:
    _write(path, pa.table({"key": _keys(rows, key) if key else fingerprints(rows.drop_columns([GONE]))}))


def _keys(rows: pa.Table, key: tuple[str, ...]) -> pa.Array:
    parts = [pc.fill_null(rows[name].combine_chunks(), "") for name in key]
    return pc.binary_join_element_wise(*parts, "\x1f")


def _write(path: Path, table: pa.Table) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}")
    pq.write_table(table, fresh, compression="zstd")
    fresh.replace(path)
