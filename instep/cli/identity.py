"""`instep identity`: who is who in any table of records, without set-up."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from instep.identity.resolving.subject import Subject
    from instep.sources.mapping import Mapping
    from instep.sources.reading import Reading

talk = Console(stderr=True)
FAILED = 1
Records = Annotated[
    Path, typer.Argument(help="A table of records: CSV, XLSX, JSON lines, Parquet, SQLite.", exists=True)
]
Out = Annotated[Path, typer.Option("--out", help="Where the answer goes: record_id, entity_id, probability.")]
Companies = Annotated[bool, typer.Option("--companies", help="The records are companies, not persons.")]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", help="Which column is what (YAML), where it is found wrong.", exists=True)
]


def register(app: typer.Typer) -> None:
    identity = typer.Typer(no_args_is_help=True, help="Who is who in any table of records.")
    identity.command("resolve")(resolve_command)
    app.add_typer(identity, name="identity")


def resolve_command(records: Records, out: Out, companies: Companies = False, mapping: MappingFile = None) -> None:
    """Say which records are one person, or one company: nothing to set up, nothing to label.

    Exit code 1: there is no table in the file, or nothing in it tells who somebody is.
    """
    from instep.identity.resolving.answer import write
    from instep.identity.resolving.fields import NothingTold
    from instep.identity.resolving.fields import records as read_records
    from instep.identity.resolving.resolution import resolve

    subject = _subject(companies)
    try:
        resolution = resolve(read_records(_table(records), subject, _mapping(mapping)), subject)
    except NothingTold as nothing:
        talk.print(f"{records}: {nothing}", style="red", markup=False)
        raise typer.Exit(FAILED) from nothing
    write(resolution.answer(), out)
    talk.print(resolution.told(), markup=False, highlight=False)


def _subject(companies: bool) -> "Subject":
    from instep.identity.resolving.company.subject import COMPANIES
    from instep.identity.resolving.person.subject import PERSONS

    return COMPANIES if companies else PERSONS


def _table(file: Path) -> "Reading":
    """The table with the most records."""
    from instep.sources.reading import Unreadable, read

    try:
        readings = read(file)
    except Unreadable as reason:
        talk.print(str(reason), style="red", markup=False)
        raise typer.Exit(FAILED) from reason
    return max(readings, key=lambda reading: reading.rows.num_rows)


def _mapping(file: Path | None) -> "Mapping | None":
    from instep.sources.mapping import NoSuchWord
    from instep.sources.saved_mappings import read_mapping

    try:
        return read_mapping(file) if file else None
    except (NoSuchWord, KeyError, ValueError, TypeError) as wrong:
        raise typer.BadParameter(f"is no mapping: {wrong}", param_hint="--mapping") from wrong
