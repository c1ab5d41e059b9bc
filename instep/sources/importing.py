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
from instep.sources.taking.delivery import Arrival
from instep.sources.taking.lineage import is_found
from instep.sources.taking.taking_in import take_in, try_in
from instep.sources.taking.undoing import finish_interrupted
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
    is_history: bool = False,
) -> Import:
    """Everything in these files and folders, as delivered by `source` at that moment.

    A mapping given is used for the table it names, and kept for next time like those that were found. A dry run takes
    nothing in and says what would become of each table. What is history starts no promise.
    """
    finish_interrupted(home.create())
    opened = [read_folder(file) for file in files]
    readings = [reading for found, _ in opened for reading in found]
    verdicts = _corrected(recognise(readings, source, home), mapping)
    taking = try_in if is_dry_run else take_in
    arrival = Arrival(_found(home, source, verdicts, mapping), is_history)
    batches = taking(home, source, readings, [verdict.mapping for verdict in verdicts], received_at, arrival)
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


def _found(home: Home, source: str, verdicts: Sequence[Verdict], given: Mapping | None) -> frozenset[str]:
    """The tables whose mapping nobody gave: neither now nor for an earlier delivery."""
    mappings = [each.mapping for each in verdicts if each.mapping is not given]
    return frozenset(each.table for each in mappings if is_found(home, source, each))


def _keep(home: Home, source: str, verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.is_recognised:
            save(home, replace(verdict.mapping, source=source))
