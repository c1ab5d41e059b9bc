"""`instep sync`: bring a connected system up to date."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.sources.connectors.models import SyncRun

talk = Console(stderr=True)
PARTIAL = 5


def register(app: typer.Typer) -> None:
    app.command("sync")(sync_command)


def sync_command(
    source: Annotated[str, typer.Argument(help="The name of the connection.")],
    full: Annotated[bool, typer.Option("--full", help="Read everything, not only what changed.")] = False,
    withdraw: Annotated[bool, typer.Option(help="Withdraw records although most of them vanished at once.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="What came, as JSON on stdout; talk goes to stderr.")] = False,
) -> None:
    """Ask a connected system for what changed and build the tables. Exit code 5: some tables could not be read."""
    from instep.web import server

    server.prepare(Home.from_environment())
    run = _run(source, full or withdraw, withdraw)
    _say(run)
    if as_json:
        sys.stdout.write(json.dumps(summary(run), indent=1, ensure_ascii=False) + "\n")
    if run.problem and not run.read_count:
        raise typer.Exit(1)
    raise typer.Exit(PARTIAL if run.problem or run.is_partial or run.refused_count else 0)


def summary(run: "SyncRun") -> dict[str, Any]:
    """What a script wants to know of a run."""
    names = ("is_full", "is_partial", "read_count", "new_count", "withdrawn_count", "refused_count")
    said = {name: getattr(run, name) for name in names}
    moments = {name: at.isoformat() if (at := getattr(run, name)) else None for name in ("started_at", "ended_at")}
    told = {"tables": run.tables, "unknown": run.unknown, "problem": run.problem}
    return {"source": run.connection.source, "system": run.connection.system, **moments, **said, **told}


def _run(source: str, is_full: bool, may_withdraw_most: bool) -> "SyncRun":
    from instep.sources.connectors.models import Connection, SyncRun
    from instep.sources.management.commands.withdraw import build_after_others
    from instep.web.tree import stop_event

    connection = Connection.objects.filter(source=source).first()
    if connection is None:
        known = (
            ", ".join(Connection.objects.values_list("source", flat=True)) or "none yet; connect one on the page Data"
        )
        raise typer.BadParameter(f"there is no connection {source!r}; there are: {known}", param_hint="SOURCE")
    run = SyncRun.begin(connection, is_full)
    with talk.status(f"Asking {source}"):
        came = run.perform(stop_event(), may_withdraw_most)
        if came and came.has_news:
            build_after_others()
    return run


def _say(run: "SyncRun") -> None:
    shown = Table("table", "read", "new or changed", "withdrawn", "refused", box=None)
    for told in run.tables:
        shown.add_row(told["table"], *(f"{told[name]:,}" for name in ("read", "new", "withdrawn", "refused")))
    talk.print(shown)
    for told in run.tables:
        for words in told["notes"]:
            talk.print(f"{told['table']}: {words}", highlight=False)
    if run.unknown:
        talk.print(f"None of the kinds we know: {', '.join(run.unknown)}", highlight=False)
    if run.problem:
        talk.print(run.problem, style="red", highlight=False)
