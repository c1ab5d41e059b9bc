"""`instep coverage`: what was read from which source, how far back, how fresh, and what is missing."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.sources.coverage import Covered

PARTIAL, WIDE = 5, 120
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
        say(found, Console())
    raise typer.Exit(PARTIAL if any(each.state != FRESH for each in found) else 0)


def record(covered: "Covered") -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(covered), default=str))
    del plain["is_stale"]
    return {"state": covered.state, **plain}


def say(found: "list[Covered]", console: Console) -> None:
    """A table where there is room for it, else a paragraph each."""
    if console.width >= WIDE:
        console.print(table(found))
        return
    for each in found:
        *head, missing = row(each)
        source, kind, count, first, last, heard, state = head
        between = f", {first} to {last}" if first else ""
        console.print(f"{source} {kind}: {count} records{between}; last heard {heard}; {state}", markup=False)
        if missing:
            console.print(Padding(Text(f"missing: {missing}"), (0, 0, 0, 4)))


def table(found: "list[Covered]") -> Table:
    shown = Table("source", "kind", "records", "from", "to", "last heard", "state", "missing", box=None)
    for each in found:
        shown.add_row(*row(each))
    return shown


def row(covered: "Covered") -> list[str]:
    missing = [f"{hole.first_on} to {hole.last_on}" for hole in covered.holes]
    missing += [f"{faded.field} no longer filled" for faded in covered.faded]
    missing += [f"{covered.ahead_count:,} far ahead, to {covered.ahead_on}"] if covered.ahead_count else []
    heard = f"{covered.heard_at:%Y-%m-%d %H:%M}" if covered.heard_at else "never"
    moments = [str(covered.first_on or ""), str(covered.last_on or ""), heard]
    return [covered.source, covered.kind, f"{covered.record_count:,}", *moments, covered.state, "; ".join(missing)]
