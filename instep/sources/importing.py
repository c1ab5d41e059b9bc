"""How do the files of one system become its records: read, recognised, taken in?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from instep.sources.mapping import Mapping
from instep.sources.reading import Unreadable, read_folder
from instep.sources.recognition.recognising import Verdict, recognise
from instep.sources.saved_mappings import save
from instep.sources.taking.batch import Batch
from instep.sources.taking.taking_in import take_in, try_in
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Import:
    """What came of it; nothing is passed over in silence."""

    batches: list[Batch]
    unrecognised: list[str]
    """Tables that were read but are none of the kinds we know."""
    unreadable: list[Unreadable]
    verdicts: list[Verdict] = field(default_factory=list)


def import_files(
    home: Home,
    *files: Path,
    source: str,
    received_at: datetime,
    mapping: Mapping | None = None,
    is_dry_run: bool = False,
) -> Import:
    """Everything in these files and folders, as delivered by `source` at that moment.

    A mapping given is used for the table it names, and kept for next time like those that were found. A dry run takes
    nothing in and says what would become of each table.
    """
    opened = [read_folder(file) for file in files]
    readings = [reading for found, _ in opened for reading in found]
    verdicts = _corrected(recognise(readings, source, home), mapping)
    taking = try_in if is_dry_run else take_in
    batches = taking(home, source, readings, [verdict.mapping for verdict in verdicts], received_at)
    if not is_dry_run:
        _keep(home, source, verdicts)
    unrecognised = [verdict.reading.table for verdict in verdicts if not verdict.is_recognised]
    return Import(batches, unrecognised, [each for _, found in opened for each in found], verdicts)


def import_folder(home: Home, folder: Path, source: str, received_at: datetime) -> list[Batch]:
    return import_files(home, folder, source=source, received_at=received_at).batches


def _corrected(verdicts: Sequence[Verdict], mapping: Mapping | None) -> list[Verdict]:
    if mapping is None:
        return list(verdicts)
    alone = len(verdicts) == 1
    return [
        replace(each, mapping=mapping) if alone or each.reading.table == mapping.table else each for each in verdicts
    ]


def _keep(home: Home, source: str, verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.is_recognised:
            save(home, replace(verdict.mapping, source=source))
