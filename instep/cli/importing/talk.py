"""What does `instep import` say while it works, and when it is done?"""

import json
import sys
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.table import Table
from rich.text import Text

from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.sources.importing import Import
    from instep.sources.recognition.recognising import Verdict
    from instep.sources.taking.batch import Batch

talk = Console(stderr=True)
WIDE = 120
"""Letters a line from which on a table can be read."""


class Progress:
    """One line on a terminal: how far, how fast, how long still; silent elsewhere."""

    def __init__(self) -> None:
        from instep.sources.imports.pace import Pace

        self.status = talk.status("Reading")
        self.pace = Pace(lambda words, _share: self.status.update(Text(words)))

    def __enter__(self) -> Self:
        from instep.sources.reading.watching import watched

        self.watching = watched(self.pace.reads)
        self.watching.__enter__()
        if talk.is_terminal:
            self.status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.watching.__exit__(None, None, None)
        self.status.stop()

    def __call__(self, table: str, done: int, total: int) -> None:
        self.pace(table, done, total)


def tell(came: "Import", source: str, is_dry_run: bool) -> None:
    from instep.sources.telling import told

    sys.stdout.write(json.dumps(told(came, source, is_dry_run=is_dry_run), ensure_ascii=False, indent=1) + "\n")


def say(came: "Import", home: Home, is_dry_run: bool) -> None:
    if talk.width >= WIDE:
        talk.print(counted(came))
    else:
        for batch in came.batches:
            _plain(in_words(batch))
    for verdict in came.verdicts:
        _said(verdict)
    for each in came.unreadable:
        talk.print(str(each), style="bold", highlight=False, markup=False)
    for batch in came.batches:
        _about(came, batch)
        if batch.refused_count and not is_dry_run:
            _plain(f"{batch.table}: refused records with their reasons in {batch.folder(home) / 'refused.csv'}")
    talk.print("Nothing was written: this was a dry run." if is_dry_run else _undo(came), highlight=False, markup=False)


def in_words(batch: "Batch") -> str:
    """The counts of a table where there is no room for columns."""
    heads = ("received", "taken", "duplicate", "refused", "created", "changed", "unchanged", "in conflict")
    said = [f"{figure} {head}" for figure, head in zip(_figures(batch), heads, strict=True)]
    return f"{batch.table}: {', '.join(said[:4])} (rows)\n    {', '.join(said[4:])}; records: {_kinds(batch)}"


def counted(came: "Import") -> Table:
    heads = ("table", "received", "taken", "duplicate", "refused", "created", "changed", "unchanged", "conflict")
    table = Table(*heads, "records", box=None)
    for batch in came.batches:
        table.add_row(_escaped(batch.table), *_figures(batch), _kinds(batch))
    return table


def _about(came: "Import", batch: "Batch") -> None:
    for refusal in came.refusals[batch.batch_id]:
        _plain(f"{batch.table}: {refusal.count:,} refused: {refusal.said}")
    for note in batch.notes:
        _plain(f"{batch.table}: {note}")


def _said(verdict: "Verdict") -> None:
    """Why a table was taken for what it is."""
    _plain(f"{verdict.reading.table}: {' and '.join(verdict.kinds) or 'not recognised'}")
    for reason in verdict.because:
        _plain(f"    {reason}")
    _offered(verdict)


def _offered(verdict: "Verdict") -> None:
    from instep.sources.nothing_said import told_of

    for offer in (each for each in verdict.offers if each.text not in verdict.mapping.missing):
        found = told_of(offer, verdict.mapping)
        if found.nothing_in:
            _plain(f"    {offer.text!r} in {', '.join(found.nothing_in)}: read as nothing")
        if found.kept_in:
            ask = f"say --missing {offer.text!r} if it is nothing"
            _plain(f"    {offer.text!r} in {', '.join(found.kept_in)}: kept as it is; {ask}")


def _undo(came: "Import") -> str:
    return "\n".join(f"To undo {batch.table}: instep undo {batch.batch_id}" for batch in came.batches)


def _figures(batch: "Batch") -> list[str]:
    own = batch.outcome
    rows = (batch.received_count, batch.taken_count, batch.duplicate_count, batch.refused_count)
    return [f"{count:,}" for count in (*rows, own.created, own.changed, own.unchanged, own.conflict)]


def _kinds(batch: "Batch") -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in batch.records.items())


def _plain(text: str) -> None:
    talk.print(text, highlight=False, markup=False)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
