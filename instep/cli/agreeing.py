"""`instep plan` and `instep apply`: what would a changed definition do, and who is to sign it?"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.definitions.agreeing.change import Change
    from instep.definitions.definition import Definition

talk = Console(stderr=True, highlight=False)
FAILED, CHANGES = 1, 3
Files = Annotated[list[Path] | None, typer.Argument(help="Changed definition files; else all drafts.", exists=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Everything as JSON on stdout; talk goes to stderr.")]


def register(app: typer.Typer) -> None:
    app.command("plan")(plan_command)
    app.command("apply")(apply_command)


def plan_command(files: Files = None, as_json: AsJson = False) -> None:
    """Say what changed definition files would do to the last whole quarter. Nothing is changed.

    Exit code 0: they say what counts already. 1: a file can't be read, or nothing is built. 3: something would change.
    """
    home = Home.from_environment()
    found = [one for one, is_changed in read(home, files) if is_changed]
    changes = [planned(home, one) for one in found]
    if as_json:
        sys.stdout.write(json.dumps([_told(each) for each in changes], indent=1, ensure_ascii=False) + "\n")
    for each in changes if not as_json else []:
        typer.echo(each.sentence)
    if not changes:
        talk.print("Nothing would change.")
    raise typer.Exit(CHANGES if changes else 0)


def apply_command(
    why: Annotated[str, typer.Option(help="Why, in a sentence; both teams read it.")],
    by: Annotated[str, typer.Option("--by", help="Who proposes it: a name that signs in.")],
    files: Files = None,
    side: Annotated[str, typer.Option("--for", help="The team you speak for, where you may sign for both.")] = "",
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day it counts.")] = None,
) -> None:
    """Open a change request for changed definition files: they count once marketing and sales have signed."""
    from instep.web import server

    home = Home.from_environment()
    server.prepare(home)
    found = [one for one, is_changed in read(home, files) if is_changed]
    for one in found:
        typer.echo(requested(one, by, why, side, since.date() if since else None))
    if not found:
        talk.print("Nothing would change.")


def read(home: Home, files: Sequence[Path] | None) -> "list[tuple[Definition, bool]]":
    """Each file's definition, and whether it says anything else than what counts now."""
    from instep.definitions.definition import in_force
    from instep.definitions.reading import definition, definitions
    from instep.team.place import Unreadable

    asked = files or sorted((home.definitions / "drafts").glob("*.yaml"))
    today = datetime.now(UTC).date()
    try:
        found = [definition(file.name, file.read_text(encoding="utf-8")) for file in asked]
        current = in_force(definitions(home.definitions, today), today)
    except (Unreadable, UnicodeDecodeError) as mistake:
        talk.print(str(mistake), style="red", markup=False)
        raise typer.Exit(FAILED) from mistake
    return [(one, one.name not in current or current[one.name].says != one.says) for one in found]


def planned(home: Home, one: "Definition") -> "Change":
    from instep.definitions.agreeing.change import change
    from instep.definitions.definition import in_force
    from instep.definitions.reading import definitions, in_order
    from instep.team.place import Unreadable
    from instep.warehouse import NotBuilt
    from instep.warehouse.reading import current as tables

    today = datetime.now(UTC).date()
    everything = definitions(home.definitions, today)
    words = in_force(everything, today)
    if one.name in words:
        one = replace(one, version=max(one.version, words[one.name].version + 1))
    try:
        in_order([*everything, one], words | {one.name: one})
        warehouse = tables(home)
    except (Unreadable, NotBuilt) as problem:
        talk.print(str(problem), style="red", markup=False)
        raise typer.Exit(FAILED) from problem
    assert warehouse.manifest is not None
    now = datetime.fromisoformat(warehouse.manifest.as_of_at)
    return change(warehouse, words.get(one.name), one, words, now)


def requested(one: "Definition", by: str, why: str, side: str, since: date | None) -> str:
    """Opens the change request; what it says then."""
    from instep.definitions.agreeing.models import Said, open_request
    from instep.team.models import User, sides_of
    from instep.team.place import Unreadable

    user = User.objects.filter(username=by).first()
    if user is None:
        raise typer.BadParameter(f"nobody signs in as {by!r}", param_hint="--by")
    sides = sides_of(user)
    if side and side not in sides:
        raise typer.BadParameter(f"{by} may not sign for {side}", param_hint="--for")
    now = datetime.now(UTC)
    try:
        offered = open_request(one, user, now, Said(why, side or (sides[0] if sides else ""), since or now.date()))
    except Unreadable as mistake:
        raise typer.BadParameter(str(mistake)) from mistake
    place = f"/definitions/{one.name}/versions/{offered.version}/"
    return f"{one.title} version {offered.version} waits for signatures: {place}"


def _told(change: "Change") -> dict[str, Any]:
    return {**asdict(change), "quarter": change.quarter, "sentence": change.sentence} | {
        "start": change.start.date().isoformat(),
        "end": change.end.date().isoformat(),
    }
