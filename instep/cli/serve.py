"""`instep serve`: the application for people."""

from typing import Annotated

import typer
from rich.console import Console

from instep.warehouse import Home

talk = Console(stderr=True)
Address = Annotated[str, typer.Option(help="Where to listen; 0.0.0.0 for all of this machine's addresses.")]
Port = Annotated[int, typer.Option(help="The port; the next free one is taken when it is in use.")]


def register(app: typer.Typer) -> None:
    app.command("serve")(serve_command)


def serve_command(address: Address = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the application of the home that INSTEP_HOME names."""
    from instep.web import server

    server.prepare(Home.from_environment())
    port = server.free_port(address, port)
    talk.print(f"Instep listens on http://{address}:{port}/")
    server.serve(address, port)
