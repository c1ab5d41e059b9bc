"""What do several deliveries of one table come to as one?

Every row keeps the line and, among the records, the delivery that it came in with: what is calculated stays the same.
"""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.sources.harmless import harmless
from instep.sources.taking.alone import flush
from instep.sources.taking.batch import Batch
from instep.sources.taking.comparing import SHOWN
from instep.sources.taking.delivery import SEEN, rows_file
from instep.sources.taking.keeping import EXAMPLES, examples
from instep.sources.taking.listing import FIRST_MEMBERS, MEMBERS, first_members
from instep.sources.taking.outcome import Outcome
from instep.sources.taking.refusals import refused_file
from instep.sources.taking.refused import FIRST, LAST, REFUSED, columns_of, read_refused
from instep.warehouse.home import Home

TAKEN = "taken"
"""Beside what will be the delivery's folder: the records, kind by kind."""


def write_whole(home: Home, joined: Batch, members: Sequence[Batch], folder: Path) -> None:
    """All that lies in a delivery's folder and its records; on the disk when this returns."""
    own = [batch.folder(home) for batch in members]
    _append([rows_file(each, joined.table) for each in own], rows_file(folder, joined.table))
    _append([each / SEEN for each in own], folder / SEEN)
    _append_refused(home, joined, members, folder)
    (folder / EXAMPLES).write_text(json.dumps(_examples(home, members), ensure_ascii=False), encoding="utf-8")
    (folder / "mapping.yaml").write_text(joined.mapping, encoding="utf-8")
    (folder / MEMBERS).write_text("\n".join(each.name for each in own), encoding="utf-8")
    (folder / FIRST_MEMBERS).write_text("\n".join(name for each in own for name in first_members(each)), "utf-8")
    (folder / "batch.json").write_text(joined.to_json(), encoding="utf-8")
    (folder / TAKEN).mkdir()
    for kind in joined.records:
        files = [home.taken / kind / f"{batch.batch_id}.parquet" for batch in members if kind in batch.records]
        _append(files, folder / TAKEN / f"{kind}.parquet")
    for path in (*folder.rglob("*"), folder):
        flush(path)


def whole_of(members: Sequence[Batch], batch_id: str) -> Batch:
    """received = taken + duplicate + refused, as it was for each."""
    records: Counter[str] = Counter()
    for batch in members:
        records.update(batch.records)
    return replace(
        members[-1],
        batch_id=batch_id,
        received_count=sum(batch.received_count for batch in members),
        taken_count=sum(batch.taken_count for batch in members),
        duplicate_count=sum(batch.duplicate_count for batch in members),
        refused_count=sum(batch.refused_count for batch in members),
        records=dict(records),
        notes=tuple(dict.fromkeys(note for batch in members for note in batch.notes)),
        outcomes=_outcomes(members),
    )


def _outcomes(members: Sequence[Batch]) -> tuple[Outcome, ...]:
    found: dict[str, Outcome] = {}
    for each in (outcome for batch in members for outcome in batch.outcomes):
        found[each.kind] = _sum(found.get(each.kind, Outcome(each.kind)), each)
    return tuple(found.values())


def _sum(one: Outcome, other: Outcome) -> Outcome:
    counts = [each.name for each in fields(Outcome) if each.name != "kind"]
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in counts})


def _append(files: Sequence[Path], place: Path) -> None:
    tables = [pq.read_table(file) for file in files]
    if tables:
        pq.write_table(pa.concat_tables(tables, promote_options="permissive"), place, compression="zstd")


def _append_refused(home: Home, joined: Batch, members: Sequence[Batch], folder: Path) -> None:
    """Cells stay as they were handed out, harmless; the delivery's name is the new one. Payloads may have other columns
    than those before them."""
    paths = [path for batch in members if (path := refused_file(home, batch)).exists()]
    columns = list(dict.fromkeys(name for path in paths for name in columns_of(path)))
    with (folder / REFUSED).open("w", encoding="utf-8-sig", newline="") as whole:
        writer = csv.writer(whole)
        writer.writerows([[*FIRST, *columns, LAST]] if paths else [])
        for path in paths:
            own = columns_of(path)
            for row in read_refused(path):
                cells = dict(zip(own, row.cells, strict=True))
                said = (row.reason, *(cells.get(name, "") for name in columns), row.record)
                writer.writerow([joined.batch_id, row.line, *map(harmless, said)])


def _examples(home: Home, members: Sequence[Batch]) -> list[dict[str, object]]:
    """The first of each fate, as if all had come at once."""
    found: dict[str, dict[str, list[object]]] = {}
    for each in (each for batch in members for each in examples(home, batch)):
        kept = found.setdefault(each.kind, {})
        for name in ("created", "changed", "deleted", "conflict", "pairs"):
            kept[name] = [*kept.get(name, []), *each.said()[name]][:SHOWN]
    return [{"kind": kind, "conflict_fields": None, **kept} for kind, kept in found.items()]


def move_records(home: Home, folder: Path, batch_id: str) -> None:
    """To where the warehouse finds them, once the delivery counts."""
    for path in sorted((folder / TAKEN).iterdir()):
        kind = home.taken / path.stem
        path.replace(kind / f"{batch_id}.parquet")
        flush(kind)
    shutil.rmtree(folder / TAKEN)
