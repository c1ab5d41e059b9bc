"""How does a record that its system deleted stop counting, while what was delivered stays as it was?

Its last row is delivered once more, with the mark `_deleted`. Derived tables leave out a record whose latest delivery
has the mark. Undoing that delivery brings the record back.
"""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from instep.sources.connectors.agreeing import rows_of
from instep.sources.connectors.believed import GONE, keep_keys, withdrawals
from instep.sources.connectors.feed import DELETED
from instep.sources.connectors.progress import folder
from instep.sources.connectors.walking import Table
from instep.sources.reading import LINE
from instep.sources.saved_mappings import slug

MANY, MOST = 20, 0.5
"""Half of twenty records and more don't vanish at once without somebody having a look."""


def withdraw_vanished(table: Table) -> None:
    """After everything was read: records that were not among it are gone."""
    found = table.believed.vanished(sorted(table.seen.glob("*.parquet")))
    count = sum(len(lines) for _, lines in found)
    if count >= MANY and not table.may_withdraw_most and count > MOST * (alive := table.believed.alive_count()):
        table.told.problem = (
            f"{count:,} of {alive:,} records are not there any more. Nothing was withdrawn, because so many rarely "
            "vanish at once. If it is right: instep sync --full --withdraw"
        )
        return
    _withdraw(table, found)


def withdraw_listed(table: Table) -> None:
    """Records that the system lists as deleted, as far as we know them and they still count."""
    place = folder(table.home, table.source) / "deleted" / f"{slug(table.feed.table)}.parquet"
    begun = table.feed.written(table.clock())
    for portion in table.feed.portions(DELETED, table.progress.deletions_from, None):
        if table.stop.is_set():
            table.told.is_partial = True
            return
        if portion.rows:
            keep_keys(place, rows_of(portion.rows, table.believed.key), table.believed.key)
            _withdraw(table, table.believed.named([place]))
    place.unlink(missing_ok=True)
    table.keep(replace(table.progress, deletions_from=begun))


def _withdraw(table: Table, found: list[tuple[Path, list[int]]]) -> None:
    for rows in withdrawals(found):
        names = (*table.progress.columns, GONE)
        texts = {
            name: rows[name] if name in rows.column_names else pa.nulls(rows.num_rows, pa.string()) for name in names
        }
        table.told.withdrawn_count += rows.num_rows
        table.deliver(pa.table(texts | {LINE: pa.array(range(1, rows.num_rows + 1), pa.int64())}))
