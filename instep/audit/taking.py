"""How does a folder of exports become tables that can be asked, without any set-up?"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from instep.audit.ground import Ground, Read
from instep.sources.reading import Reading, Unreadable, files_in, read
from instep.sources.recognition.recognising import recognise
from instep.sources.taking.refusals import refusals
from instep.sources.taking.taking_in import take_in
from instep.warehouse import Home, Warehouse, build

Watch = Callable[[str, int, int], None]
"""Told what is being done, the step's number and how many steps there are."""


class NothingToAudit(Exception):
    """There is no table in what was given."""


def ground(path: Path, home: Home, now: datetime, watch: Watch) -> Ground:
    """Read everything, take in what is recognised by the rules of the import, build all tables."""
    readings, unreadable = _read(path, watch)
    if not readings:
        reasons = " ".join(str(each) for each in unreadable[:3])
        raise NothingToAudit(f"There is no table to read in {path}. {reasons}".strip())
    watch("Recognising", 0, 1)
    verdicts = recognise(readings, path.stem or "files", home.create())
    watch("Taking in", 0, 1)
    batches = take_in(home, path.stem or "files", readings, [verdict.mapping for verdict in verdicts], now)
    build(home, now, watch=lambda step: watch(f"Building {step.table}", step.index, step.total))
    by_table = {(batch.file, batch.table): batch for batch in batches}
    reads = [
        Read(verdict.reading, verdict.kinds, by_table.get((verdict.reading.file.name, verdict.reading.table)))
        for verdict in verdicts
    ]
    refused = {batch.batch_id: refusals(home, batch) for batch in batches}
    return Ground(Warehouse.open(home), now, reads, unreadable, refused)


def _read(path: Path, watch: Watch) -> tuple[list[Reading], list[Unreadable]]:
    readings: list[Reading] = []
    unreadable: list[Unreadable] = []
    files = files_in(path)
    for number, file in enumerate(files, 1):
        watch(f"Reading {file.name}", number, len(files))
        try:
            readings += read(file)
        except Unreadable as reason:
            unreadable.append(reason)
    return readings, unreadable
