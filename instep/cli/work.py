"""`instep work`: the jobs that are done beside the pages."""

from typing import Annotated

import typer
from rich.console import Console

from instep.warehouse import Home

talk = Console(stderr=True)
Once = Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")]


def register(app: typer.Typer) -> None:
    app.command("work")(work_command)


def work_command(once: Once = False) -> None:
    """Do the jobs of the home that INSTEP_HOME names: syncs that are due, builds after new data. `serve` starts it."""
    from datetime import UTC, datetime
    from threading import Event

    from instep.web import server
    from instep.web.jobs import jobs
    from instep.web.tree import stop_event
    from instep.web.worker import do_once, work

    home = Home.from_environment()
    server.prepare(home)
    found = jobs()
    if not once:
        talk.print(f"Working: {', '.join(job.name for job in found) or 'no jobs yet'}")
        return work(home, stop_event(), found)
    turns = {job.name: do_once(home, job, Event(), datetime.now(UTC)) for job in found}
    for name, turn in turns.items():
        talk.print(f"{name}: {turn.problem or turn.said or 'nothing to do'}", highlight=False)
    if any(turn.problem for turn in turns.values()):
        raise typer.Exit(1)
    return None
