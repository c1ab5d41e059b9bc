"""How do the files of one system become its records: read, recognised, taken in?"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from instep.sources.mapping import Mapping
from instep.sources.reading import Unreadable, read_folder
from instep.sources.recognition.recognising import Verdict, recognise
from instep.sources.said import NOTHING, Said
from instep.sources.saved_mappings import save
from instep.sources.taking.batch import Batch
from instep.sources.taking.delivery import Arrival, Watch, silently
from instep.sources.taking.keeping import examples
from instep.sources.taking.lineage import is_found
from instep.sources.taking.outcome import Examples
from instep.sources.taking.refusals import Refusal, refusals
from instep.sources.taking.taking_in import take_in
from instep.sources.taking.trial import trial
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
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)
    """By batch, by rule and column."""
    examples: dict[str, list[Examples]] = field(default_factory=dict)
    """By batch, kind by kind."""

    @property
    def is_partial(self) -> bool:
        """Whether anything stayed outside."""
        return bool(self.unreadable or self.unrecognised or any(batch.refused_count for batch in self.batches))


def import_files(
    home: Home,
    *files: Path,
    source: str,
    received_at: datetime,
    mapping: Mapping | None = None,
    said: Said = NOTHING,
    is_dry_run: bool = False,
    is_history: bool = False,
    watch: Watch = silently,
) -> Import:
    """Everything in these files and folders, as delivered by `source` at that moment.

    A mapping given is used for the table it names, and kept for next time like those that were found. What is said goes
    for all tables. A dry run takes nothing in and says what would become of each table. What is history starts no
    promise.
    """
    finish_interrupted(home.create())
    opened = [read_folder(file, said.asked) for file in files]
    readings = [reading for found, _ in opened for reading in found]
    verdicts = _corrected(recognise(readings, source, home), mapping, said)
    arrival = Arrival(_found(home, source, verdicts), is_history, watch=watch)
    with trial(home) if is_dry_run else nullcontext(home) as place:
        mappings = [verdict.mapping for verdict in verdicts]
        batches = take_in(place, source, readings, mappings, received_at, arrival)
        _keep(place, source, verdicts)
        refused = {batch.batch_id: refusals(place, batch) for batch in batches}
        shown = {batch.batch_id: examples(place, batch) for batch in batches}
    unrecognised = [verdict.reading.table for verdict in verdicts if not verdict.is_recognised]
    return Import(batches, unrecognised, [each for _, found in opened for each in found], verdicts, refused, shown)


def import_folder(home: Home, folder: Path, source: str, received_at: datetime) -> list[Batch]:
    return import_files(home, folder, source=source, received_at=received_at).batches


def _corrected(verdicts: Sequence[Verdict], mapping: Mapping | None, said: Said) -> list[Verdict]:
    alone = len(verdicts) == 1
    given = [
        mapping if mapping and (alone or each.reading.table == mapping.table) else said.about(each.mapping)
        for each in verdicts
    ]
    return [
        replace(each, mapping=wanted, is_corrected=wanted != each.mapping)
        for each, wanted in zip(verdicts, given, strict=True)
    ]


def _found(home: Home, source: str, verdicts: Sequence[Verdict]) -> frozenset[str]:
    """The tables whose mapping nobody gave: neither now nor for an earlier delivery."""
    mappings = [each.mapping for each in verdicts if not each.is_corrected]
    return frozenset(each.table for each in mappings if is_found(home, source, each))


def _keep(home: Home, source: str, verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.is_recognised:
            save(home, replace(verdict.mapping, source=source))
