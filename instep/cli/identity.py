"""`instep identity`: who is who in any table of records, without set-up."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from instep.cli import deciding

if TYPE_CHECKING:
    from instep.identity.resolving.explaining import Waterfall
    from instep.identity.resolving.fields import Columns
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
Explained = Annotated[
    Path | None, typer.Option("--state", help="The folder that `instep identity resolve` kept.", exists=True)
]
OneRecord = Annotated[str, typer.Argument(help="The id of a record.")]


def register(app: typer.Typer) -> None:
    identity = typer.Typer(no_args_is_help=True, help="Who is who in any table of records.")
    identity.command("resolve")(resolve_command)
    identity.command("add")(add_command)
    identity.command("find")(find_command)
    identity.command("explain")(explain_command)
    deciding.register(identity)
    app.add_typer(identity, name="identity")


def resolve_command(
    records: Records, out: Out, companies: Companies = False, mapping: MappingFile = None, state: Keep = None
) -> None:
    """Say which records are one person, or one company: nothing to set up, nothing to label.

    Exit code 1: there is no table in the file, or nothing in it tells who somebody is.
    """
    from instep.identity.resolving.answer import write
    from instep.identity.resolving.fields import records as read_records
    from instep.identity.resolving.resolution import resolve
    from instep.identity.resolving.state import State
    from instep.identity.resolving.subjects import COMPANIES, PERSONS

    subject = COMPANIES if companies else PERSONS
    reading = _table(records)
    columns = _columns(records, reading, subject, mapping)
    told = read_records(reading, columns, subject)
    resolution = State(state).keep(told, columns, subject) if state else resolve(told, subject)
    write(resolution.answer(), out)
    talk.print(resolution.told(), markup=False, highlight=False)


def add_command(records: Records, state: Kept, out: Out, mapping: MappingFile = None) -> None:
    """Give new records an entity; the others keep theirs. What would join two of them is for review."""
    _come_in(records, state, out, mapping, stay=True)


def find_command(records: Records, out: Out, state: Explained = None, mapping: MappingFile = None) -> None:
    """Say which of these are known, and as whom; nothing is kept. Who is not known would be given a new entity.

    Without a state, who of them may be a person in the home: several lines where it may be several.
    """
    if state:
        _come_in(records, state, out, mapping, stay=False)
    else:
        _find_at_home(records, out, mapping)


def explain_command(record: OneRecord, other: OneRecord, state: Explained = None) -> None:
    """Say why two records are one, or why not: the evidence in words, with weights in bits that sum to the score.

    Without a state, two records of persons in the home, by their keys (source/person/id).
    """
    from instep.identity.resolving.explaining import Unknown, explained
    from instep.identity.weighing.comparing import compared
    from instep.warehouse.reading import current

    try:
        _say(explained(*_model(state), record, other) if state else compared(current(), record, other))
    except Unknown as nothing:
        talk.print(str(nothing), style="red", markup=False)
        raise typer.Exit(FAILED) from nothing


def _come_in(records: Path, state: Path, out: Path, mapping: Path | None, *, stay: bool) -> None:
    from instep.identity.resolving.answer import places, write
    from instep.identity.resolving.fields import records as read_records
    from instep.identity.resolving.reception.at_once import Reception

    kept, model = _model(state)
    reading = _table(records)
    columns = _kept_columns(kept, records, reading, model, mapping)
    with Reception(kept, model) as reception:
        after = 0 if columns.record_id else reception.last_line()
        told = read_records(reading, columns, model.subject, after).to_pylist()
        found = reception.add(told) if stay else reception.find(told)
    write(places(found), out)
    talk.print(found.told(), markup=False, highlight=False)


def _find_at_home(records: Path, out: Path, mapping: Path | None) -> None:
    import pyarrow as pa

    from instep.identity.resolving.answer import write
    from instep.identity.resolving.fields import records as read_records
    from instep.identity.resolving.subjects import PERSONS
    from instep.identity.weighing.knowing import known
    from instep.warehouse.reading import current

    reading = _table(records)
    told = read_records(reading, _columns(records, reading, PERSONS, mapping), PERSONS)
    ids, asked = told["record_id"].to_pylist(), told.drop_columns("record_id").to_pylist()
    found = list(zip(ids, known(current(), asked), strict=True))
    lines = [
        {
            "record_id": id,
            "entity_id": one.person_id,
            "probability": round(one.why.probability, 4),
            "like": one.record_key,
        }
        for id, likely in found
        for one in likely
    ]
    columns = [
        ("record_id", pa.string()),
        ("entity_id", pa.string()),
        ("probability", pa.float64()),
        ("like", pa.string()),
    ]
    write(pa.Table.from_pylist(lines, pa.schema(columns)), out)
    sure = sum(any(one.is_likely for one in likely) for _, likely in found)
    talk.print(
        f"{sure:,} of {len(found):,} records are likely of somebody who is known.", markup=False, highlight=False
    )


def _say(waterfall: "Waterfall") -> None:
    console = Console(highlight=False)
    console.print(f"{waterfall.start:+7.1f}  two records, drawn blindly", markup=False)
    for step in waterfall.steps:
        console.print(f"{step.bits:+7.1f}  {step.evidence}: {step.words}", markup=False)
    verdict = "one" if waterfall.are_one else "not one"
    console.print(
        f"{waterfall.score:+7.1f}  probability {waterfall.probability:.4f}; they are {verdict}.", markup=False
    )


def _model(state: Path) -> "tuple[State, Model]":
    from instep.identity.resolving.state import NoState, State
    from instep.identity.resolving.subjects import SUBJECTS

    try:
        return State(state), State(state).model(SUBJECTS)
    except NoState as nothing:
        raise typer.BadParameter(str(nothing), param_hint="--state") from nothing


def _columns(file: Path, reading: "Reading", subject: "Subject", mapping: Path | None) -> "Columns":
    from instep.identity.resolving.fields import NothingTold, columns

    try:
        return columns(reading, subject, _mapping(mapping))
    except NothingTold as nothing:
        talk.print(f"{file}: {nothing}", style="red", markup=False)
        raise typer.Exit(FAILED) from nothing


def _kept_columns(kept: "State", file: Path, reading: "Reading", model: "Model", mapping: Path | None) -> "Columns":
    """As the first table was read, where this one has its columns: few records tell little of what they mean."""
    columns = kept.columns()
    is_alike = columns.reads() <= set(reading.columns)
    return columns if is_alike and not mapping else _columns(file, reading, model.subject, mapping)


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
