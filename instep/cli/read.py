"""`instep read`: what the reader makes of a file, and what it would refuse."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from instep.sources.reading import Asked, Reading
    from instep.sources.values.shown import Shown

talk = Console(stderr=True)
FAILED, PARTIAL = 1, 5
NO_HEADER = "none"
SPELLED = {"tab": "\t", "\\t": "\t", "space": " ", "comma": ",", "semicolon": ";", "pipe": "|", "none": ""}
File = Annotated[Path, typer.Argument(help="A file: CSV in any dialect, XLSX, ODS, JSON, Parquet, SQLite, XES.")]
Json = Annotated[bool, typer.Option("--json", help="Everything as JSON on stdout; talk goes to stderr.")]
Limit = Annotated[int | None, typer.Option(help="Show at most so many records of each table.", min=0)]
Encoding = Annotated[str | None, typer.Option(help="Such as utf-8, cp1252 or utf-16.")]
Delimiter = Annotated[str | None, typer.Option(help="What stands between two fields; tab, space and pipe by name.")]
Quote = Annotated[str | None, typer.Option(help="What encloses a field; none where nothing does.")]
Escape = Annotated[
    str | None, typer.Option(help="What stands before a quote inside a field; none where it is doubled.")
]
HeaderLine = Annotated[str | None, typer.Option(help="The line that names the columns, or none.")]

Decimal = Annotated[str | None, typer.Option(help='The decimal mark of all numbers: "." or ",".')]
Dates = Annotated[str | None, typer.Option(help="day-month or month-day, for dates that could be either.")]


def register(app: typer.Typer) -> None:
    app.command("read")(read_command)


def read_command(
    file: File,
    json: Json = False,
    limit: Limit = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    quote: Quote = None,
    escape: Escape = None,
    header_line: HeaderLine = None,
    decimal: Decimal = None,
    dates: Dates = None,
) -> None:
    """Open a file and say how it is written, what its records are, and which were refused, with line and reason.

    Exit code 1: there is no table in it. 5: something was refused.
    """
    from instep.cli.importing.talk import Progress
    from instep.sources.reading import Unreadable, read
    from instep.sources.reading.telling import tell
    from instep.sources.values.shown import shown

    asked = asked_of(encoding, delimiter, quote, escape, header_line)
    one_of(decimal, (".", ","), "--decimal")
    one_of(dates, ("day-month", "month-day"), "--dates")
    readings: list[Reading] = []
    error = None
    try:
        with Progress():
            readings = read(file, asked)
    except Unreadable as reason:
        error = str(reason)
        talk.print(error, style="red", highlight=False, markup=False)
    values = [shown(reading, decimal, dates) for reading in readings]
    if json:
        tell(file, readings, error, limit, sys.stdout.write, [[asdict(each) for each in table] for table in values])
    for reading, table in zip(readings, values, strict=True):
        _say(reading, table)
    raise typer.Exit(_exit_code(readings, error))


def one_of(said: str | None, words: tuple[str, ...], option: str) -> None:
    if said is not None and said not in words:
        raise typer.BadParameter(f"is one of {' '.join(words)}", param_hint=option)


def asked_of(
    encoding: str | None, delimiter: str | None, quote: str | None, escape: str | None, header_line: str | None
) -> "Asked":
    """What people said about a text file, or a usage error that names the option."""
    from instep.sources.reading import Asked

    return Asked(
        encoding=_encoding(encoding),
        delimiter=_sign(delimiter, "--delimiter"),
        quote=_sign(quote, "--quote"),
        escape=_sign(escape, "--escape"),
        header_line=_header_line(header_line),
    )


def _exit_code(readings: "list[Reading]", error: str | None) -> int:
    if error is not None and not readings:
        return FAILED
    return PARTIAL if error or any(reading.refused for reading in readings) else 0


def _say(reading: "Reading", values: "list[Shown]") -> None:
    dialect = reading.dialect
    how = ", ".join(
        f"{name} {value!r}"
        for name, value in (("encoding", dialect.encoding), ("delimiter", dialect.delimiter), ("quote", dialect.quote))
        if value
    )
    count = reading.received - len(reading.refused)
    talk.print(f"{reading.table}: {count:,} records, {len(reading.refused):,} refused. {how}", markup=False)
    talk.print(f"  {', '.join(reading.columns)}", markup=False, highlight=False)
    for each in values:
        value = each.value or "not to be read"
        talk.print(f"  {each.column}: {each.written}, {each.example!r} is {value}", markup=False, highlight=False)
    for one in reading.refused[:20]:
        talk.print(f"  line {one.line}: {one.reason}", markup=False, highlight=False)
    for note in reading.notes:
        talk.print(f"  {note}", markup=False, highlight=False)


def _sign(said: str | None, option: str) -> str | None:
    if said is None:
        return None
    sign = SPELLED.get(said.lower(), said)
    if any(letter in "\r\n" for letter in sign) or len(sign) > 4:
        raise typer.BadParameter("is one to four signs, none of them a line end", param_hint=option)
    return sign


def _encoding(said: str | None) -> str | None:
    try:
        "x".encode(said or "utf-8")
    except LookupError as unknown:
        raise typer.BadParameter(f"there is no encoding {said!r}", param_hint="--encoding") from unknown
    return said


def _header_line(said: str | None) -> int | None:
    if said is None:
        return None
    if said.lower() == NO_HEADER:
        return 0
    if not said.isdigit() or not int(said):
        raise typer.BadParameter("is the number of a line, or none", param_hint="--header-line")
    return int(said)
