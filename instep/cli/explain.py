"""`instep explain`: why did revenue move, period by period?"""

import json
from typing import Annotated

import typer
from rich.console import Console

from instep.warehouse import Home, NotBuilt, Warehouse

AsJson = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]


def register(app: typer.Typer) -> None:
    app.command("explain")(explain_command)


def explain_command(as_json: AsJson = False) -> None:
    """Print the causes that the last build found, latest period first, each with its size in money."""
    from instep.explain.found import found

    try:
        findings = found(Warehouse.open(Home.from_environment()))
    except NotBuilt as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        print(json.dumps([each.record for each in findings], indent=1, ensure_ascii=False))
        return
    talk = Console()
    if not findings:
        talk.print("Nothing found: no place in the funnel moved beyond chance and beyond all others.")
    for each in findings:
        talk.print(f"[bold]{each.period_words}[/bold]  {each.sentence}", highlight=False)
