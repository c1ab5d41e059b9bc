"""`instep import`: read files, recognise what they hold, take their records in."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from instep.cli.importing.options import (
    Country,
    Currency,
    DryRun,
    Json,
    MappingFile,
    Missing,
    NewLeads,
    Source,
    Zone,
    said_of,
)
from instep.cli.importing.talk import Progress, say, tell
from instep.cli.read import Dates, Decimal, Delimiter, Encoding, HeaderLine
from instep.warehouse import Home
from instep.warehouse.scratch import working_in

if TYPE_CHECKING:
    from instep.sources.importing import Import
    from instep.sources.mapping import Mapping

FAILED, PARTIAL = 1, 5


def register(app: typer.Typer) -> None:
    app.command("import")(import_command)


def import_command(
    files: Annotated[list[Path], typer.Argument(help="Files or folders of one system.", exists=True)],
    source: Source = None,
    mapping: MappingFile = None,
    dry_run: DryRun = False,
    json: Json = False,
    new_leads: NewLeads = False,
    missing: Missing = None,
    dates: Dates = None,
    decimal: Decimal = None,
    zone: Zone = None,
    country: Country = None,
    currency: Currency = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    header_line: HeaderLine = None,
) -> None:
    """Take files in: what was recognised, what was taken, what was refused and why.

    Exit code 1: nothing could be taken. 5: some of it was refused, not recognised or not readable.
    """
    from instep.sources.importing import import_files
    from instep.sources.own.field import UnclearField

    home = Home.from_environment().create()
    name = source or source_of(files[0])
    try:
        with working_in(home.path), Progress() as progress:
            came = import_files(
                home,
                *files,
                source=name,
                received_at=datetime.now(UTC),
                mapping=_mapping(mapping),
                said=said_of(missing, dates, decimal, zone, country, currency, encoding, delimiter, header_line),
                is_dry_run=dry_run,
                is_history=not new_leads,
                watch=progress,
            )
    except UnclearField as error:
        raise typer.BadParameter(str(error), param_hint="--mapping") from error
    say(came, home, dry_run)
    if json:
        tell(came, name, dry_run)
    raise typer.Exit(exit_code(came))


def exit_code(came: "Import") -> int:
    if not came.batches:
        return FAILED
    return PARTIAL if came.is_partial else 0


def source_of(file: Path) -> str:
    """A folder's own name, or that of the folder around a file."""
    place = file.resolve()
    return (place if place.is_dir() else place.parent).name or "files"


def _mapping(path: Path | None) -> "Mapping | None":
    from instep.sources.mapping import NoSuchWord
    from instep.sources.saved_mappings import read_mapping

    try:
        return read_mapping(path) if path else None
    except (NoSuchWord, KeyError, ValueError, TypeError, AttributeError) as error:
        raise typer.BadParameter(f"{path} is no mapping: {error}", param_hint="--mapping") from error
