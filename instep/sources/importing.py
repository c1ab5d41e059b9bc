"""How do the files of one system become its records: read, recognised, taken in?"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from instep.sources.batch import Batch
from instep.sources.reading import Unreadable, read_folder
from instep.sources.recognition import recognise
from instep.sources.taking import take_in
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Import:
    """What came of it; nothing is passed over in silence."""

    batches: list[Batch]
    unrecognised: list[str]
    """Tables that were read but are none of the kinds we know."""
    unreadable: list[Unreadable]


def import_files(home: Home, folder: Path, source: str, received_at: datetime) -> Import:
    """Everything in a file or folder, as delivered by `source` at that moment."""
    readings, unreadable = read_folder(folder)
    verdicts = recognise(readings, source, home)
    batches = take_in(home, source, readings, [verdict.mapping for verdict in verdicts], received_at)
    unrecognised = [verdict.reading.table for verdict in verdicts if not verdict.is_recognised]
    return Import(batches, unrecognised, unreadable)


def import_folder(home: Home, folder: Path, source: str, received_at: datetime) -> list[Batch]:
    return import_files(home, folder, source, received_at).batches
