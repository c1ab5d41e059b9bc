"""How do the files of a delivery come to be, portion by portion?"""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from instep.sources.taking.canonical import once
from instep.sources.taking.converted import Converted
from instep.sources.taking.delivery import SEEN, Delivery, rows_file
from instep.sources.taking.growing import Growing
from instep.sources.taking.refused import REFUSED, Handing

MOST_HELD, MOST_WAITING = 100_000, 150_000
FEW, MOSTLY = 10_000, 0.95


def _hardly_repeats(records: pa.Table, rows: pa.Table) -> bool:
    """Whether so many rows bring a record of their own that holding them back would spare little."""
    return bool(rows.num_rows > FEW and records.num_rows > MOSTLY * rows.num_rows)


class Laying:
    """The rows as they came and what was seen are written beside the records, which are more."""

    def __init__(self, delivery: Delivery, folder: Path) -> None:
        self.folder, self.unread = folder, delivery.unread
        self.held = ExitStack()
        self.rows = self.held.enter_context(Growing(rows_file(folder, delivery.table)))
        self.seen = self.held.enter_context(Growing(folder / SEEN))
        self.refused = self.held.enter_context(Handing(folder / REFUSED, delivery.batch_id, delivery.columns))
        self.kinds: dict[str, Growing] = {}
        self.companions: dict[int, tuple[str, pa.Table]] = {}
        self.aside = self.held.enter_context(ThreadPoolExecutor(1))
        self.waiting: Future[None] | None = None

    def lay(self, part: Converted) -> None:
        if self.waiting:
            self.waiting.result()
        self.waiting = self.aside.submit(self._lay_beside, part)
        for kind, records in part.records[:1]:
            self._of(kind).write(records)
        for place, (kind, records) in enumerate(part.records[1:]):
            if place not in self.companions and _hardly_repeats(records, part.rows):
                self._of(kind).write(records)
            else:
                self._hold(place, kind, records)

    def _hold(self, place: int, kind: str, records: pa.Table) -> None:
        """What comes along with many rows, such as the company of each deal, is written once, as it stands last."""
        _, before = self.companions.get(place, (kind, records.slice(0, 0)))
        held = pa.concat_tables([before, records])
        is_much = held.num_rows > MOST_WAITING
        self.companions[place] = (kind, once(held) if is_much else held)
        if is_much and self.companions[place][1].num_rows > MOST_HELD:
            self._let_go(place)

    def _let_go(self, place: int) -> None:
        kind, records = self.companions.pop(place)
        self._of(kind).write(once(records))

    def _of(self, kind: str) -> Growing:
        if kind not in self.kinds:
            self.kinds[kind] = self.held.enter_context(Growing(self.folder / f"{kind}.taken"))
        return self.kinds[kind]

    def _lay_beside(self, part: Converted) -> None:
        self.rows.write(part.rows)
        self.seen.write(part.seen)
        self.refused.hand_rows(part.refused)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: Any) -> None:
        with self.held:
            if self.waiting:
                self.waiting.result()
            if error is None:
                for place in sorted(self.companions):
                    self._let_go(place)
                self.refused.hand_unread(self.unread)
