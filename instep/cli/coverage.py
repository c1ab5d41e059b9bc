"""`instep coverage`: what was read from which source, how far back, how fresh, and what is missing."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.sources.coverage import Covered

PARTIAL = 5
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def register(app: typer.Typer) -> None:
    app.command("coverage")(coverage_command)


def coverage_command(as_json: AsJson = False) -> None:
    """Say for each source and kind what is in, and what is missing. Exit code 5: something is stale or missing."""
    from instep.sources.coverage import FRESH, coverage
    from instep.web import server

    home = Home.from_environment()
    server.prepare(home)
    from instep.sources.connectors.models import Connection

    found = coverage(home, datetime.now(UTC).date(), Connection.asked_well())
    if as_json:
        sys.stdout.write(json.dumps([record(each) for each in found], indent=1, ensure_ascii=False) + "\n")
    else:
        Console().print(table(found))
    raise typer.Exit(PARTIAL if any(each.state != FRESH for each in found) else 0)


def record(covered: "Covered") -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(covered), default=str))
    del plain["is_stale"]
    return {"state": covered.state, **plain}


def table(found: "list[Covered]") -> Table:
    shown = Table("source", "kind", "records", "from", "to", "last heard", "state", "missing", box=None)
    for each in found:
        missing = [f"{hole.first_on} to {hole.last_on}" for hole in each.holes]
        missing += [f"{faded.field} no longer filled" for faded in each.faded]
        heard = f"{each.heard_at:%Y-%m-%d %H:%M}" if each.heard_at else "never"
        moments = (str(each.first_on or ""), str(each.last_on or ""), heard)
        shown.add_row(each.source, each.kind, f"{each.record_count:,}", *moments, each.state, "; ".join(missing))
    return shown
