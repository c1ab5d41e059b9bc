"""`instep tables`: what a row of every table is."""

import typer

from instep.warehouse import Home
from instep.warehouse.catalogue import page


def register(app: typer.Typer) -> None:
    app.command("tables")(tables_command)


def tables_command() -> None:
    """Print the catalogue of all tables as Markdown."""
    typer.echo(page(Home.from_environment()), nl=False)
