"""What is this table: which records do its rows give, and which column is which field?

A mapping that people agreed on comes first, then the presets of known systems, then what name and content tell.
Tables of one source are looked at together, because they refer to each other. What isn't recognised is said so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from instep.sources.mapping import NOTHING, Mapping, header_fingerprint
from instep.sources.reading import Reading
from instep.sources.recognition.companions import add_companions
from instep.sources.recognition.draft import Draft
from instep.sources.recognition.drafting import drafted
from instep.sources.recognition.lookups import resolve_lookups
from instep.sources.recognition.outcomes import say_outcome
from instep.sources.recognition.presets import preset_draft
from instep.sources.recognition.profile import profile
from instep.sources.recognition.references import refer
from instep.sources.recognition.renewal import renewed
from instep.sources.recognition.stages import stage_outcomes
from instep.sources.saved_mappings import saved
from instep.sources.values.missing import Placeholder, offered
from instep.sources.values.writings import writings
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Verdict:
    reading: Reading
    mapping: Mapping
    offers: tuple[Placeholder, ...] = ()
    """Texts that may stand for nothing; nobody said so yet."""
    is_corrected: bool = False
    """People said otherwise than what was found."""

    @property
    def is_recognised(self) -> bool:
        return self.mapping.is_recognised

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(records.kind for records in self.mapping.records))

    @property
    def confidence(self) -> float:
        return self.mapping.records[0].confidence if self.mapping.records else 0.0

    @property
    def because(self) -> tuple[str, ...]:
        return tuple(reason for records in self.mapping.records for reason in records.because) or self.mapping.notes


def recognise(readings: Sequence[Reading], source: str, home: Home | None = None) -> list[Verdict]:
    """A verdict on each table, in order. With a home, mappings saved for this source are used again."""
    drafts = [_drafted(reading) for reading in readings]
    for draft in drafts:
        resolve_lookups(draft, drafts)
    refer(drafts)
    outcomes = stage_outcomes(drafts)
    for draft in drafts:
        add_companions(draft, drafts)
        for records in draft.records:
            say_outcome(draft, records, outcomes)
    found = [_agreed(draft, source, home) or _mapping(draft, source) for draft in drafts]
    return [
        Verdict(draft.reading, mapping, offered(draft.profiles)) for draft, mapping in zip(drafts, found, strict=True)
    ]


def _drafted(reading: Reading) -> Draft:
    profiles = [profile(reading.rows, column) for column in reading.columns]
    return preset_draft(reading, profiles) or drafted(reading, profiles)


def _agreed(draft: Draft, source: str, home: Home | None) -> Mapping | None:
    agreed = saved(home, source, draft.table, header_fingerprint(draft.reading.columns)) if home else None
    return renewed(agreed, draft.reading, draft.profiles) if agreed else None


def _mapping(draft: Draft, source: str) -> Mapping:
    columns = writings(draft)
    return Mapping(
        source=source,
        table=draft.table,
        fingerprint=header_fingerprint(draft.reading.columns),
        records=tuple(records.written() for records in draft.records),
        recognised_by=draft.recognised_by if draft.records or draft.recognised_by != "content" else NOTHING,
        currency=draft.currency,
        country=None,
        columns=columns,
        lookups=tuple(draft.lookups),
        notes=tuple(draft.notes),
    )
