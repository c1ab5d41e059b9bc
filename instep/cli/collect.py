"""`instep collect`: take live events in."""

from typing import Annotated

import typer
from rich.console import Console

from instep.warehouse import Home

talk = Console(stderr=True)
Address = Annotated[str, typer.Option(help="Where to listen; 0.0.0.0 for all of this machine's addresses.")]
Port = Annotated[int, typer.Option(help="The port that SDKs send to.")]
Beside = Annotated[bool, typer.Option("--beside", hidden=True, help="End when the starting process is gone.")]


def register(app: typer.Typer) -> None:
    app.command("collect")(collect_command)


def collect_command(address: Address = "127.0.0.1", port: Port = 8001, beside: Beside = False) -> None:
    """Take live events of the home that INSTEP_HOME names, until stopped. `instep serve` does it too."""
    from instep.sources.events.serving import collect
    from instep.web.tree import stop_event

    talk.print(f"Events are taken on http://{address}:{port}/v1/")
    collect(Home.from_environment(), address, port, stop_event(with_parent=beside))
