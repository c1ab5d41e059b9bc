"""`instep serve`: the application for people."""

from typing import Annotated

import typer
from rich.console import Console

from instep.cli.invite import invitation
from instep.team.role import Role
from instep.warehouse import Home

talk = Console(stderr=True)
Address = Annotated[str, typer.Option(help="Where to listen; 0.0.0.0 for all of this machine's addresses.")]
Port = Annotated[int, typer.Option(help="The port; the next free one is taken when it is in use.")]
AskedPort = Annotated[
    int | None, typer.Option(help="The port: this and no other. Not said: 8000, or the next free pair.")
]
EventsPort = Annotated[int | None, typer.Option(help="Where events are taken; the port after that of the pages.")]


def register(app: typer.Typer) -> None:
    app.command("serve")(serve_command)


def serve_command(address: Address = "127.0.0.1", port: AskedPort = None, events_port: EventsPort = None) -> None:
    """Serve the application of the home that INSTEP_HOME names, and take live events for it."""
    from instep.web import server

    server.prepare(Home.from_environment())
    try:
        port, events_port = _ports(address, port, events_port)
    except server.Taken as taken:
        talk.print(f"[red]{taken}[/red]")
        raise typer.Exit(1) from taken
    talk.print(f"Instep listens on http://{address}:{port}/ and takes events on http://{address}:{events_port}/v1/")
    if server.is_nobody_here():
        link = f"http://{address}:{port}{invitation('admin', Role.ADMIN)}"
        talk.print(
            f"Nobody can sign in yet. This link lets the first admin in, once, within ten minutes:\n  {link}",
            soft_wrap=True,
        )
        talk.print("Others: instep invite NAME --role sales")
    server.serve(address, port, events_port)


def _ports(address: str, port: int | None, events_port: int | None) -> tuple[int, int]:
    """What was asked for is taken or refused; what was not is looked for."""
    from instep.web import server

    if port is None and events_port is None:
        return server.free_ports(address, 8000)
    port = server.asked_port(address, port) if port else server.free_port(address, 8000)
    return port, server.asked_port(address, events_port or port + 1)
