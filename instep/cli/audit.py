"""`instep audit`: what a folder of exports says about us, without any set-up."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

PARTIAL = 5
Folder = Annotated[Path, typer.Argument(help="A folder of exports, or one file (CSV, XLSX, JSON, Parquet, SQLite).")]
Out = Annotated[Path, typer.Option("--out", help="Where the page goes.")]
Json = Annotated[bool, typer.Option("--json", help="The same figures as JSON on stdout; talk goes to stderr.")]


def register(app: typer.Typer) -> None:
    app.command("audit")(audit_command)


def audit_command(folder: Folder, out: Out = Path("instep-audit.html"), json: Json = False) -> None:
    """Read a folder of exports and report what is in it. Exit code 5: something was refused or unreadable."""
    from instep.audit.as_json import as_json
    from instep.audit.making import audit
    from instep.audit.page import page
    from instep.audit.taking import NothingToAudit
    from instep.audit.terminal import show

    talk = Console(stderr=True)
    if not folder.exists():
        raise typer.BadParameter(f"there is no {folder}", param_hint="FOLDER")
    if not out.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {out.absolute().parent}", param_hint="--out")
    try:
        with tempfile.TemporaryDirectory() as temporary, _progress(talk) as progress:
            task = progress.add_task("Reading", total=1)
            report = audit(
                folder,
                Path(temporary),
                datetime.now(UTC),
                lambda what, number, total: progress.update(task, description=what, completed=number, total=total),
            )
    except NothingToAudit as nothing:
        talk.print(str(nothing), style="red")
        raise typer.Exit(1) from nothing
    out.write_text(page(report), encoding="utf-8")
    if json:
        sys.stdout.write(as_json(report) + "\n")
    else:
        show(report, Console())
    talk.print(f"\nThe page with everything: {out}")
    raise typer.Exit(PARTIAL if report.is_partial else 0)


def _progress(talk: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:<36}"), BarColumn(), TimeElapsedColumn(), console=talk, transient=True
    )
