"""`instep events`: keys to send live events with, and what became of the events."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from instep.warehouse import Home

talk = Console(stderr=True)
events = typer.Typer(help="Live events: keys, figures, quarantine.", no_args_is_help=True)
Source = Annotated[str, typer.Option(help="What the sender is called, such as website.")]


def register(app: typer.Typer) -> None:
    app.add_typer(events, name="events")


@events.command("key")
def key_command(
    source: Source,
    secret: Annotated[bool, typer.Option("--secret", help="For our own servers; else for browsers and apps.")] = False,
    cookieless: Annotated[bool, typer.Option("--cookieless", help="Keep no id that outlives the day.")] = False,
    origin: Annotated[list[str] | None, typer.Option(help="A website that may use it; may be repeated.")] = None,
) -> None:
    """Make a write key and print it, as JSON. A secret key can't be read again."""
    from instep.web import server

    server.prepare(Home.from_environment())
    sys.stdout.write(json.dumps(made(source, secret, cookieless, origin or [])) + "\n")


def made(source: str, is_secret: bool, is_cookieless: bool, origins: list[str]) -> dict[str, str]:
    from instep.sources.events.forms import KeyForm

    trust = "secret" if is_secret else "public"
    form = KeyForm(
        {"name": source, "source": source, "trust": trust, "is_cookieless": is_cookieless,
         "origins": "\n".join(origins), "address": "drop"}
    )  # fmt: skip
    if not form.is_valid():
        raise typer.BadParameter(" ".join(str(each) for errors in form.errors.values() for each in errors))
    made, text = form.make(None, datetime.now(UTC))
    return {"source": made.source, "trust": made.trust, "key": text}
