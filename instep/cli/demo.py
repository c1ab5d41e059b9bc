"""`instep demo`: the running application on the sample company."""

import os
import shutil
import webbrowser
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from instep.cli.serve import Address, Port
from instep.warehouse import Home
from instep.warehouse.versions import Versions

if TYPE_CHECKING:
    from instep.warehouse import Step

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
    from instep.web import server

    os.environ["INSTEP_DEMO"] = "1"
    place = Home(home.absolute())
    is_new = fresh or Versions(place.versions).published() is None
    if is_new:
        clear(place)
    server.point_at(place)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as beside:
        path = _open_new(place, seed, persons, beside) if is_new else _let_in(place)
    port, events_port = server.free_ports(address, port)
    talk.print(f"It takes events on http://{address}:{events_port}/v1/")
    link = f"http://{address}:{port}{path}"
    talk.print(
        f"\nOpen the sample company (link works once, for ten minutes):\n  [bold]{link}[/bold]\n", soft_wrap=True
    )
    webbrowser.open(link)
    server.serve(address, port, events_port)


def _open_new(place: Home, seed: int, persons: int, beside: Executor) -> str:
    """The way in. The application is made ready while tables are built, once the build has read all decisions."""
    from instep.demo.opening import take_in_company
    from instep.warehouse import build

    now = datetime.now(UTC).replace(second=0, microsecond=0)
    take_in_company(place, now, seed, persons, talk.print)
    entry: list[Future[str]] = []
    with talk.status("Building the tables") as status:

        def watch(step: "Step") -> None:
            status.update(f"Building {step.table}")
            if not entry:
                entry.append(beside.submit(_let_in, place))

        build(place, now, watch=watch)
    return entry[0].result()


def _let_in(place: Home) -> str:
    """Make the application ready, and a fresh one-time link that signs the reader in as Lena, who leads both teams."""
    from django.urls import reverse

    from instep.web import server

    server.prepare(place)
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
