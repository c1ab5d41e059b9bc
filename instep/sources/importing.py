"""How do the files of one system become its records: read, recognised, taken in?"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Named
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from instep.sources.mapping import Mapping
from instep.sources.own.needs import check
from instep.sources.reading import Reading, Unreadable, read_folder
from instep.sources.recognition.recognising import Verdict, recognise
from instep.sources.said import NOTHING, Said
from instep.sources.saved_mappings import save
from instep.sources.taking.batch import Batch
from instep.sources.taking.delivery import Arrival, Watch, silently
from instep.sources.taking.keeping import examples
from instep.sources.taking.lineage import is_found, mapping_of
from instep.sources.taking.mending import Mended, mended_file, mended_rows
from instep.sources.taking.outcome import Examples
from instep.sources.taking.persons import first_persons
from instep.sources.taking.refusals import Refusal, refusals, refused_rows
from instep.sources.taking.refused import Handed
from instep.sources.taking.taking_in import take_in
from instep.sources.taking.trial import trial
from instep.sources.taking.undoing import finish_interrupted
from instep.warehouse.home import Home

Correct = Callable[[Reading, Mapping], Mapping]
Mends = Named[str, Named[int, dict[str, str]]]
REFUSED_SHOWN = 200


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
    refused_rows: dict[str, list[Handed]] = field(default_factory=dict)
    """By batch, the first of them."""
    persons: list[dict[str, str]] = field(default_factory=list)
    """The first of whom it has: what tells who they are."""
    source: str = ""
    is_mended: bool = False
    """It brought refused records of an earlier delivery again."""

    @property
    def is_partial(self) -> bool:
        """Whether anything stayed outside."""
        return bool(self.unreadable or self.unrecognised or any(batch.refused_count for batch in self.batches))

    def mended_of(self, batch: Batch) -> list[Batch]:
        """What people mended of a delivery before it came."""
        return [each for each in self.batches if each.mends == batch.batch_id]


def import_files(
    home: Home,
    *files: Path,
    source: str,
    received_at: datetime,
    mapping: Mapping | None = None,
    said: Said = NOTHING,
    correct: Correct | None = None,
    mends: Mends | None = None,
    is_dry_run: bool = False,
    is_history: bool = False,
    watch: Watch = silently,
) -> Import:
    """Everything in these files and folders, as delivered by `source` at that moment.

    A mapping given is used for the table it names, and kept for next time like those that were found; else what is said
    goes for all tables, or `correct` says which mapping people want. Raises UnclearField where a field of people's own
    names a definition or a KPI that is not there. `mends` are records as they should have been, by
    table and line. A dry run takes nothing in and says what would become of each table. History starts no promise.
    """
    finish_interrupted(home.create())
    opened = [read_folder(file, said.asked) for file in files]
    again, readings = _again(home, [reading for found, _ in opened for reading in found])
    source = again[0][1].source if again else source
    verdicts = _corrected(recognise(readings, source, home), mapping, correct or (lambda _, each: said.about(each)))
    for verdict in verdicts:
        check(home, verdict.mapping)
    pairs = [*_with_mends(verdicts, mends or {}), *((reading, mapping_of(batch)) for reading, batch in again)]
    arrival = Arrival(_found(home, source, verdicts), is_history, watch=watch)
    with trial(home) if is_dry_run else nullcontext(home) as place:
        batches = take_in(place, source, [one for one, _ in pairs], [each for _, each in pairs], received_at, arrival)
        _keep(place, source, verdicts)
        verdicts += [Verdict(reading, mapping_of(batch)) for reading, batch in again]
        return replace(
            _told(place, batches),
            unrecognised=[verdict.reading.table for verdict in verdicts if not verdict.is_recognised],
            unreadable=[each for _, found in opened for each in found],
            verdicts=verdicts,
            source=source,
            is_mended=bool(again),
        )


def import_folder(home: Home, folder: Path, source: str, received_at: datetime) -> list[Batch]:
    return import_files(home, folder, source=source, received_at=received_at).batches


def _told(place: Home, batches: list[Batch]) -> Import:
    return Import(
        batches,
        [],
        [],
        refusals={batch.batch_id: refusals(place, batch) for batch in batches},
        examples={batch.batch_id: examples(place, batch) for batch in batches},
        refused_rows={batch.batch_id: refused_rows(place, batch, REFUSED_SHOWN) for batch in batches},
        persons=first_persons(place, batches),
    )


def _again(home: Home, readings: Sequence[Reading]) -> tuple[list[tuple[Mended, Batch]], list[Reading]]:
    """Mended error files, and all the others."""
    found = [(reading, mended_file(home, reading)) for reading in readings]
    again = [each for _, each in found if each]
    own = [each for each in again if each[1].source == again[0][1].source]
    return own, [reading for reading, each in found if each not in own]


def _with_mends(verdicts: Sequence[Verdict], mends: Mends) -> Iterator[tuple[Reading, Mapping]]:
    for verdict in verdicts:
        yield verdict.reading, verdict.mapping
        if own := mends.get(verdict.reading.table):
            yield mended_rows(verdict.reading, own), verdict.mapping


def _corrected(verdicts: Sequence[Verdict], mapping: Mapping | None, correct: Correct) -> list[Verdict]:
    alone = len(verdicts) == 1
    given = [
        _of_table(mapping, each)
        if mapping and (alone or each.reading.table == mapping.table)
        else correct(each.reading, each.mapping)
        for each in verdicts
    ]
    return [
        replace(each, mapping=wanted, is_corrected=wanted != each.mapping)
        for each, wanted in zip(verdicts, given, strict=True)
    ]


def _of_table(mapping: Mapping, verdict: Verdict) -> Mapping:
    """A mapping that somebody wrote need not know the fingerprint of the header."""
    return mapping if mapping.fingerprint else replace(mapping, fingerprint=verdict.mapping.fingerprint)


def _found(home: Home, source: str, verdicts: Sequence[Verdict]) -> frozenset[str]:
    """The tables whose mapping nobody gave: neither now nor for an earlier delivery."""
    mappings = [each.mapping for each in verdicts if not each.is_corrected]
    return frozenset(each.table for each in mappings if is_found(home, source, each))


def _keep(home: Home, source: str, verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.is_recognised:
            save(home, replace(verdict.mapping, source=source))
