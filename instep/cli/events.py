"""`instep events`: keys to send live events with, and what became of the events."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from instep.warehouse import Home

PARTIAL = 5
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


@events.command("status")
def status_command() -> None:
    """What came with each key and what became of it, as JSON: received = stored + duplicate + quarantined."""
    from dataclasses import asdict

    from instep.sources.events.figures import by_key, waiting_count

    home = Home.from_environment()
    said = {"keys": [asdict(each) for each in by_key(home)], "waiting_count": waiting_count(home)}
    sys.stdout.write(json.dumps(said) + "\n")


@events.command("replay")
def replay_command(
    why: Annotated[str, typer.Option(help="Only what was refused for this reason, word for word.")] = "",
    as_key: Annotated[str, typer.Option("--as", help="Take them as sent with the key of this id.")] = "",
) -> None:
    """Judge what waits in quarantine again; JSON says what became of it. Exit code 5: some still don't fit."""
    from instep.sources.events.quarantine import replay
    from instep.sources.events.store import DUPLICATE, FATES, QUARANTINED, STORED

    found = replay(Home.from_environment(), why, as_key)
    sys.stdout.write(json.dumps({fate: found[fate] for fate in FATES}) + "\n")
    if found[QUARANTINED]:
        raise typer.Exit(PARTIAL if found[STORED] + found[DUPLICATE] else 1)
