"""`instep demo`: the running application on the sample company."""

import os
import shutil
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from instep.cli.serve import Address, Port
from instep.warehouse import Home
from instep.warehouse.versions import Versions

talk = Console(stderr=True)
Folder = Annotated[Path, typer.Option("--home", help="Where the sample company lives.")]
Persons = Annotated[int, typer.Option(help="How many persons it knows.")]
Seed = Annotated[int, typer.Option(help="Another seed is another company.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Begin again: forget the company and what was decided in it.")]


def register(app: typer.Typer) -> None:
    app.command("demo")(demo_command)


def demo_command(
    home: Folder = Path(".instep-demo"),
    persons: Persons = 12_000,
    seed: Seed = 1,
    address: Address = "127.0.0.1",
    port: Port = 8000,
    fresh: Fresh = False,
) -> None:
    """Open the sample company in the browser: no account, no network."""
    from instep.demo.opening import open_company
    from instep.web import server

    os.environ["INSTEP_DEMO"] = "1"
    place = Home(home.absolute())
    if fresh or Versions(place.versions).published() is None:
        clear(place)
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        with talk.status("Building the tables") as status:
            open_company(place, now, seed, persons, talk.print, lambda step: status.update(f"Building {step.table}"))
    server.prepare(place)
    port, events_port = server.free_ports(address, port)
    talk.print(f"It takes events on http://{address}:{events_port}/v1/")
    link = f"http://{address}:{port}{_entry()}"
    talk.print(
        f"\nOpen the sample company (link works once, for ten minutes):\n  [bold]{link}[/bold]\n", soft_wrap=True
    )
    webbrowser.open(link)
    server.serve(address, port, events_port)


def _entry() -> str:
    """A fresh one-time link that signs the reader in as Lena, who leads both teams."""
    from django.urls import reverse

    from instep.team.cast import CAST
    from instep.team.models import EntryLink, User

    lena = next(member for member in CAST if member.username == "lena")
    return reverse("team_enter", args=[EntryLink.issue(User.of_cast(lena), datetime.now(UTC))])


def clear(place: Home) -> None:
    """An empty home for the sample company. A folder that holds anything else is left alone, with an error."""
    mark = place.path / "sample-company"
    if place.path.exists() and any(place.path.iterdir()) and not mark.exists():
        raise typer.BadParameter(f"{place.path} holds something else; name an empty folder", param_hint="--home")
    shutil.rmtree(place.path, ignore_errors=True)
    place.create()
    mark.touch()
