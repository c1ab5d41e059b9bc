"""`instep undo`: take a delivery out of all numbers, as if it had never been."""

import json as writing
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from instep.warehouse import Home
from instep.warehouse.scratch import working_in

talk = Console(stderr=True)


def register(app: typer.Typer) -> None:
    app.command("undo")(undo_command)


def undo_command(
    batch: Annotated[str, typer.Argument(help="The delivery's name, as `instep import` said it.")],
    json: Annotated[bool, typer.Option("--json", help="The undone delivery as JSON on stdout.")] = False,
) -> None:
    """Undo a delivery exactly; the tables follow with the next build. Undoing twice changes nothing.

    Exit code 1: there is no such delivery.
    """
    from instep.sources.taking.batch import batches
    from instep.sources.taking.undoing import NoSuchBatch, mends_of, undo
    from instep.sources.telling import about_batch

    home = Home.from_environment().create()
    try:
        with working_in(home.path):
            undone = undo(home, batch, datetime.now(UTC))
    except NoSuchBatch as unknown:
        talk.print(str(unknown.args[0]), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from unknown
    mended = [each.batch_id for each in mends_of(undone, batches(home))]
    too = f", and what was mended of it ({', '.join(mended)})" if mended else ""
    talk.print(
        f"{undone.file} ({undone.source}) is undone{too}. Run instep build: the tables follow.",
        highlight=False,
        markup=False,
    )
    if json:
        said = about_batch(undone) | {"undone_at": undone.undone_at.isoformat() if undone.undone_at else None}
        sys.stdout.write(writing.dumps(said, ensure_ascii=False, indent=1) + "\n")
