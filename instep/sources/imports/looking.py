"""What would a file come to, as things stand and as people chose? Everything that the steps of an import show.

It is the import itself in a home that is thrown away, so the run comes to the same.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from instep.sources.importing import Import, import_files
from instep.sources.imports.choice import Choice
from instep.sources.imports.columns import columns_seen
from instep.sources.recognition.recognising import Verdict
from instep.sources.taking.batch import Batch, batches
from instep.sources.taking.delivery import Watch
from instep.sources.telling import about_batch, told
from instep.warehouse.home import Home

ROWS = 5
PRESET = "preset "


def look(home: Home, folder: Path, source: str, choice: Choice, now: datetime, watch: Watch) -> dict[str, Any]:
    """The dry run, and how the file was read; plain enough to be kept as JSON."""
    came = import_chosen(home, folder, source, choice, now, watch, is_dry_run=True)
    said = told(came, came.source, is_dry_run=True)
    by_table = {(each["table"], each["file"]): each for each in said["tables"]}
    tables = [_table(came, verdict, by_table) for verdict in came.verdicts]
    plain = {"source": came.source, "tables": tables, "unreadable": said["unreadable"], "is_mended": came.is_mended}
    plain["persons"] = came.persons
    return plain | {"same_system": same_system(home, came.source, came.verdicts)}


def same_system(home: Home, source: str, verdicts: Iterable[Verdict]) -> list[str]:
    """Other sources whose tables one preset knows as it knows these: perhaps they are one system."""
    marks = {f"recognised_by: {by}\n" for each in verdicts if (by := each.mapping.recognised_by).startswith(PRESET)}
    known = {
        each.source for each in batches(home) if not each.undone_at and any(mark in each.mapping for mark in marks)
    }
    return [] if source in known else sorted(known)


def import_chosen(
    home: Home, folder: Path, source: str, choice: Choice, now: datetime, watch: Watch, *, is_dry_run: bool
) -> Import:
    """Import what people chose: the dry run and the run are this."""
    return import_files(
        home,
        folder,
        source=source,
        received_at=now,
        said=choice.said,
        correct=choice.about,
        mends=choice.mends,
        is_dry_run=is_dry_run,
        is_history=not choice.are_new_leads,
        watch=watch,
    )


def keep(path: Path, seen: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(seen, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _table(came: Import, verdict: Verdict, said: dict[tuple[str, str], dict[str, Any]]) -> dict[str, Any]:
    reading, mapping = verdict.reading, verdict.mapping
    batch = next((each for each in came.batches if (each.table, each.file) == (reading.table, reading.file.name)), None)
    shown = came.examples.get(batch.batch_id, []) if batch else []
    return said[reading.table, reading.file.name] | {
        "dialect": asdict(reading.dialect),
        "reader_notes": list(reading.notes),
        "columns": [asdict(each) for each in columns_seen(reading, mapping)],
        "rows": _first_rows(reading.rows.slice(0, ROWS).to_pylist(), reading.columns),
        "kind_confidence": verdict.confidence,
        "because": list(verdict.because),
        "zone": mapping.zone,
        "country": mapping.country,
        "currency": mapping.currency,
        "missing": list(mapping.missing),
        "examples": [each.said() for each in shown],
        "refused_rows": [asdict(each) for each in came.refused_rows.get(batch.batch_id, [])] if batch else [],
        "mended": [_mended(came, each) for each in came.mended_of(batch)] if batch else [],
    }


def _mended(came: Import, batch: Batch) -> dict[str, Any]:
    """What became of mended records, and of which of them another record says otherwise."""
    conflicts = (each for shown in came.examples.get(batch.batch_id, []) for each in shown.said()["conflict"])
    return about_batch(batch, came, is_dry_run=True) | {"conflicts": list(conflicts)}


def _first_rows(rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> list[list[str]]:
    return [["" if row[name] is None else str(row[name]) for name in columns] for row in rows]
