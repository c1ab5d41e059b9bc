"""`instep import`: read files, recognise what they hold, take their records in."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.sources.importing import Import
    from instep.sources.recognition.recognising import Verdict
    from instep.sources.taking.batch import Batch

talk = Console(stderr=True)
PARTIAL = 5


def register(app: typer.Typer) -> None:
    app.command("import")(import_command)


def import_command(
    files: Annotated[list[Path], typer.Argument(help="Files or folders of one system.", exists=True)],
    source: Annotated[str | None, typer.Option(help="What the system is called; else the folder's name.")] = None,
    mapping: Annotated[Path | None, typer.Option(help="A corrected mapping (YAML).", exists=True)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken in.")] = False,
) -> None:
    """Take files in: what was recognised, what was taken, what was refused and why."""
    from instep.sources.importing import import_files
    from instep.sources.saved_mappings import read_mapping

    home = Home.from_environment().create()
    came = import_files(
        home,
        *files,
        source=source or source_of(files[0]),
        received_at=datetime.now(UTC),
        mapping=read_mapping(mapping) if mapping else None,
        is_dry_run=dry_run,
    )
    say(came, home, dry_run)
    if came.unreadable or came.unrecognised or any(batch.refused_count for batch in came.batches):
        raise typer.Exit(PARTIAL if came.batches else 1)


def source_of(file: Path) -> str:
    """A folder's own name, or that of the folder around a file."""
    place = file.resolve()
    return (place if place.is_dir() else place.parent).name


def say(came: "Import", home: Home, is_dry_run: bool) -> None:
    talk.print(counted(came))
    for verdict in came.verdicts:
        said(verdict)
    for each in came.unreadable:
        talk.print(f"[bold]{each}[/]")
    for batch in came.batches:
        for note in batch.notes:
            talk.print(f"{batch.table}: {note}", highlight=False)
        if batch.refused_count and not is_dry_run:
            talk.print(f"{batch.table}: refused records with their reasons in {batch.folder(home) / 'refused.csv'}")
    if is_dry_run:
        talk.print("Nothing was written: this was a dry run.")


def counted(came: "Import") -> Table:
    table = Table("table", "received", "taken", "duplicate", "refused", "records", box=None)
    for batch in came.batches:
        table.add_row(batch.table, *_figures(batch), _kinds(batch))
    return table


def said(verdict: "Verdict") -> None:
    """Why a table was taken for what it is."""
    what = " and ".join(verdict.kinds) or "not recognised"
    talk.print(f"[bold]{verdict.reading.table}[/]: {what}", highlight=False)
    for reason in verdict.because:
        talk.print(f"    {reason}", highlight=False)


def _figures(batch: "Batch") -> list[str]:
    counts = (batch.received_count, batch.taken_count, batch.duplicate_count, batch.refused_count)
    return [f"{count:,}" for count in counts]


def _kinds(batch: "Batch") -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in batch.records.items())
