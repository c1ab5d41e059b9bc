"""How many records say that they were created after they came?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

TOLERANCE = timedelta(days=1)
"""Clocks and zones differ."""


@dataclass
class Ahead:
    count: int = 0
    last_at: datetime | None = None

    def look(self, records: pa.Table, received_at: datetime) -> None:
        if "created_at" not in records.column_names:
            return
        latest = pa.scalar(received_at + TOLERANCE, pa.timestamp("us", tz="UTC"))
        late = records["created_at"].filter(pc.fill_null(pc.greater(records["created_at"], latest), False))
        if len(late):
            last = pc.max(late).as_py()
            self.count, self.last_at = self.count + len(late), max(last, self.last_at or last)

    @property
    def note(self) -> list[str]:
        if self.last_at is None:
            return []
        said = "1 record says it was" if self.count == 1 else f"{self.count:,} records say they were"
        until = f"up to {self.last_at:%-d %b %Y}"
        return [f"{said} created after the day of this import, {until}: perhaps day and month changed places"]
