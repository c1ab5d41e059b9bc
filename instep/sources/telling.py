"""What came of an import, in the shape that programs read? The same for a dry run and for the run."""

from typing import Any

from instep.sources.importing import Import
from instep.sources.nothing_said import Told, told_of
from instep.sources.reading import Unreadable
from instep.sources.recognition.recognising import Verdict
from instep.sources.taking.batch import Batch
from instep.sources.taking.outcome import Outcome
from instep.sources.taking.refusals import Refusal
from instep.sources.values.missing import Placeholder


def told(came: Import, source: str, *, is_dry_run: bool) -> dict[str, Any]:
    """Everything as plain JSON; docs/sources.md describes it."""
    by_table = {(each.file, each.table): each for each in came.batches}
    tables = []
    for verdict in came.verdicts:
        batch = by_table.get((verdict.reading.file.name, verdict.reading.table))
        tables.append(
            about_batch(batch, came, is_dry_run=is_dry_run) | _offers(verdict) if batch else _unknown(verdict)
        )
    return {
        "source": source,
        "is_dry_run": is_dry_run,
        "tables": tables,
        "unreadable": [_unreadable(each) for each in came.unreadable],
    }


def about_batch(batch: Batch, came: Import | None = None, *, is_dry_run: bool = False) -> dict[str, Any]:
    """One table: its rows by fate, the records of its own kind by fate, and every kind that it told of."""
    own = batch.outcome
    refusals = came.refusals.get(batch.batch_id, []) if came else []
    return {
        "table": batch.table,
        "file": batch.file,
        "kind": own.kind or None,
        "source": batch.source,
        "batch": None if is_dry_run else batch.batch_id,
        "received": batch.received_count,
        "taken": batch.taken_count,
        "duplicate": batch.duplicate_count,
        "refused": batch.refused_count,
        **_fates(own),
        "kinds": [{"kind": each.kind, **_fates(each)} for each in batch.outcomes],
        "refusals": [_refusal(each) for each in refusals],
        "notes": list(batch.notes),
    }


def _fates(outcome: Outcome) -> dict[str, int]:
    names = ("created", "changed", "unchanged", "deleted", "conflict", "known", "alike")
    return {name: getattr(outcome, name) for name in names}


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "rule": refusal.reason,
        "column": refusal.column or None,
        "count": refusal.count,
        "lines": [int(line) for line, _ in refusal.examples],
    }


def _offers(verdict: Verdict) -> dict[str, Any]:
    said = set(verdict.mapping.missing)
    offers = [each for each in verdict.offers if each.text not in said]
    return {"placeholders": [_offer(each, told_of(each, verdict.mapping)) for each in offers]}


def _offer(offer: Placeholder, found: Told) -> dict[str, Any]:
    kept = {"nothing_in": list(found.nothing_in), "kept_in": list(found.kept_in)}
    return {"text": offer.text, "columns": list(offer.columns), **kept}


def _unknown(verdict: Verdict) -> dict[str, Any]:
    reading = verdict.reading
    nothing = dict.fromkeys(("taken", "duplicate", "refused"), 0)
    return {
        "table": reading.table,
        "file": reading.file.name,
        "kind": None,
        "batch": None,
        "received": reading.received,
        **nothing,
        "notes": list(verdict.because),
    }


def _unreadable(each: Unreadable) -> dict[str, str]:
    return {"file": each.path.name, "reason": each.reason}
