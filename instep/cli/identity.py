"""`instep identity`: who is who in any table of records, without set-up."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    import pyarrow as pa

    from instep.identity.resolving.explaining import Waterfall
    from instep.identity.resolving.resolution import Resolution
    from instep.identity.resolving.scoring.model import Model
    from instep.identity.resolving.state import State
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
Keep = Annotated[
    Path | None, typer.Option("--state", help="A folder that keeps records, model and entities for add and explain.")
]
Kept = Annotated[Path, typer.Option("--state", help="The folder that `instep identity resolve` kept.", exists=True)]
OneRecord = Annotated[str, typer.Argument(help="The id of a record.")]


def register(app: typer.Typer) -> None:
    identity = typer.Typer(no_args_is_help=True, help="Who is who in any table of records.")
    identity.command("resolve")(resolve_command)
    identity.command("add")(add_command)
    identity.command("explain")(explain_command)
    app.add_typer(identity, name="identity")


def resolve_command(
    records: Records, out: Out, companies: Companies = False, mapping: MappingFile = None, state: Keep = None
) -> None:
    """Say which records are one person, or one company: nothing to set up, nothing to label.

    Exit code 1: there is no table in the file, or nothing in it tells who somebody is.
    """
    from instep.identity.resolving.answer import write
    from instep.identity.resolving.resolution import resolve
    from instep.identity.resolving.subjects import COMPANIES, PERSONS

    subject = COMPANIES if companies else PERSONS
    if state:
        resolution = _kept(state, _told(records, subject, mapping), subject)
    else:
        resolution = resolve(_told(records, subject, mapping), subject)
    write(resolution.answer(), out)
    talk.print(resolution.told(), markup=False, highlight=False)


def add_command(records: Records, state: Kept, out: Out, mapping: MappingFile = None) -> None:
    """Give new records an entity; the others keep theirs. What would join two of them is for review."""
    from instep.identity.resolving.adding import add
    from instep.identity.resolving.answer import write

    model, kept = _model(state)
    added = add(kept, model, _told(records, model.subject, mapping))
    write(added.answer, out)
    told = f"{len(added.answer):,} records added; {len(added.joined.refusals):,} joins were refused."
    talk.print(told, markup=False, highlight=False)


def explain_command(record: OneRecord, other: OneRecord, state: Kept) -> None:
    """Say why two records are one, or why not: the evidence in words, with weights in bits that sum to the score."""
    from instep.identity.resolving.explaining import explained

    model, kept = _model(state)
    evidence = kept.evidence(record, other)
    if evidence.num_rows < 2:
        missing = {record, other} - set(evidence["record_id"].to_pylist())
        talk.print(f"{state} knows no record {' and no '.join(sorted(missing or {other}))}", style="red", markup=False)
        raise typer.Exit(FAILED)
    _say(explained(model, evidence), kept.are_one(record, other))


def _say(waterfall: "Waterfall", are_one: bool) -> None:
    console = Console(highlight=False)
    console.print(f"{waterfall.start:+7.1f}  two records, drawn blindly", markup=False)
    for step in waterfall.steps:
        console.print(f"{step.bits:+7.1f}  {step.evidence}: {step.words}", markup=False)
    verdict = "one" if are_one else "not one"
    console.print(
        f"{waterfall.score:+7.1f}  probability {waterfall.probability:.4f}; they are {verdict}.", markup=False
    )


def _kept(state: Path, records: "pa.Table", subject: "Subject") -> "Resolution":
    from instep.identity.resolving.resolution import resolve
    from instep.identity.resolving.state import State

    found: list[pa.Table] = []
    resolution = resolve(records, subject, keep=found.append)
    State(state).keep(resolution.model, records, found[0], resolution.answer(), resolution.joined.refusals)
    return resolution


def _model(state: Path) -> "tuple[Model, State]":
    from instep.identity.resolving.state import NoState, State
    from instep.identity.resolving.subjects import SUBJECTS

    try:
        return State(state).model(SUBJECTS), State(state)
    except NoState as nothing:
        raise typer.BadParameter(str(nothing), param_hint="--state") from nothing


def _told(records: Path, subject: "Subject", mapping: Path | None) -> "pa.Table":
    from instep.identity.resolving.fields import NothingTold
    from instep.identity.resolving.fields import records as read_records

    try:
        return read_records(_table(records), subject, _mapping(mapping))
    except NothingTold as nothing:
        talk.print(f"{records}: {nothing}", style="red", markup=False)
        raise typer.Exit(FAILED) from nothing


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
