"""`instep invite`: let somebody in."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from instep.team.role import Role
from instep.warehouse import Home

Name = Annotated[str, typer.Argument(help="The name to sign in with.")]
Origin = Annotated[str, typer.Option(help="Where the application is reached.")]


def register(app: typer.Typer) -> None:
    app.command("invite")(invite_command)


def invite_command(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they work as; a new person needs one.")] = Role.ADMIN,
    origin: Origin = "http://localhost:8000",
) -> None:
    """Print a link that signs a person in once, within ten minutes; add them if they are new."""
    from instep.web import server

    server.prepare(Home.from_environment())
    typer.echo(origin + invitation(name, role))


def invitation(name: str, role: Role) -> str:
    """The path of a fresh one-time link; whoever is known keeps their role."""
    from django.urls import reverse

    from instep.team.models import EntryLink, User

    user, is_new = User.objects.get_or_create(username=name, defaults={"role": role})
    if is_new:
        user.set_unusable_password()
        user.save()
    return reverse("team_enter", args=[EntryLink.issue(user, datetime.now(UTC))])
