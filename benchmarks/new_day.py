"""How is the last day of a company's exports held back, so that it can be delivered as a new day?"""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from instep.warehouse import Home, Warehouse

MOMENT = re.compile(r"\b20\d\d-\d\d-\d\dT?\s?\d\d:\d\d")


def hold_back(exports: Path, later: Path, until: datetime) -> None:
    """Move the records of the last day of the big streams (website, e-mail, tasks) from `exports` to `later`."""
    last_day = f"{until - timedelta(days=1):%Y-%m-%d}"
    for name, is_last in STREAMS.items():
        for file in exports.glob(name):
            _split(file, later / file.relative_to(exports), lambda line, is_last=is_last: is_last(line, last_day))


def row_counts(home: Home | Path) -> dict[str, int]:
    manifest = Warehouse.open(home if isinstance(home, Home) else Home(home)).manifest
    return manifest.row_counts if manifest else {}


def _split(file: Path, later: Path, is_last: Callable[[str], bool]) -> None:
    later.parent.mkdir(parents=True, exist_ok=True)
    kept = file.with_suffix(".kept")
    with file.open(encoding="utf-8") as lines, kept.open("w") as before, later.open("w") as after:
        if file.suffix == ".csv":
            head = next(lines)
            before.write(head)
            after.write(head)
        for line in lines:
            (after if is_last(line) else before).write(line)
    kept.replace(file)


def _event(line: str, day: str) -> bool:
    """A broken line stays where it is: the import has to refuse it."""
    try:
        return str(json.loads(line).get("timestamp", "")).startswith(day)
    except json.JSONDecodeError:
        return False


def _row(line: str, day: str) -> bool:
    moments = [found.group() for found in MOMENT.finditer(line)]
    return bool(moments) and max(moments).startswith(day)


STREAMS: dict[str, Callable[[str, str], bool]] = {
    "website/*.jsonl": _event,
    "hubspot/email_events.csv": _row,
    "salesforce/Task.csv": _row,
}
