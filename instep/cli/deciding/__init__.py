"""`instep identity merge`, `split`, `pin`, `undo`: what people decide about who is who, in the home."""

import getpass
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from instep.cli.deciding.quality import quality_command
from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.customers.changing.plan import Plan
    from instep.customers.changing.preview import Preview
    from instep.identity.models import Decision

talk = Console(stderr=True)
FAILED, LATER = 1, 5
One = Annotated[str, typer.Argument(help="A customer's id, or the key of one of its records (source/kind/id).")]
Records = Annotated[list[str], typer.Argument(help="Keys of records (source/kind/id) that belong to somebody else.")]
Why = Annotated[str, typer.Option(help="The reason, for whoever looks at it later.")]
By = Annotated[str, typer.Option(help="Who decides; without it, who is signed in to this machine.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would move.")]


def register(identity: typer.Typer) -> None:
    identity.command("merge")(merge_command)
    identity.command("split")(split_command)
    identity.command("pin")(pin_command)
    identity.command("undo")(undo_command)
    identity.command("quality")(quality_command)


def merge_command(one: One, other: One, why: Why = "", by: By = "", dry_run: DryRun = False) -> None:
    """Say that two customers are one; says on stdout (JSON) what that moves.

    Exit code 1: there is no such customer, or it contradicts what somebody said. 5: it shows after the next build only.
    """
    from instep.customers.changing.plan import Undecidable, merge_plan
    from instep.warehouse.reading import current

    home = _home()
    try:
        plan = merge_plan(current(home), one, other)
    except Undecidable as reason:
        _refuse(reason)
    _decide(home, plan, why, by, dry_run)


def split_command(records: Records, why: Why = "", by: By = "", dry_run: DryRun = False) -> None:
    """Say that these records are not of the customer to whom they belong; says on stdout (JSON) what that moves.

    Exit code 1: there are no such records, or it contradicts what somebody said. 5: it shows after the next build only.
    """
    from instep.customers.changing.plan import Undecidable, split_plan
    from instep.warehouse.reading import current

    home = _home()
    try:
        plan = split_plan(current(home), records)
    except Undecidable as reason:
        _refuse(reason)
    _decide(home, plan, why, by, dry_run)


def pin_command(
    one: One,
    field: Annotated[str, typer.Argument(help="The field, such as job_title.")],
    value: Annotated[str, typer.Argument(help="What it is to be, whatever any system says.")],
    why: Why = "",
    by: By = "",
) -> None:
    """Say what a field of a customer is: it wins over every rule, until it is undone.

    Exit code 1: there is no such customer or field, or it is no value of it. 5: it shows after the next build only.
    """
    from instep.customers.changing.plan import Undecidable
    from instep.customers.pinning.pin import pinning
    from instep.identity.models import Pin
    from instep.warehouse.reading import current

    home, now = _home(), datetime.now(UTC)
    try:
        pin = pinning(current(home), one, field, value)
    except Undecidable as reason:
        _refuse(reason)
    said = {"why": why, "decided_by_name": by or getpass.getuser(), "decided_at": now}
    _told(home, now, None, Pin.put(pin.entity_kind, pin.records, pin.field, pin.value, **said))


def undo_command(
    decision: Annotated[int, typer.Argument(help="The number of a decision, as merge and split said it.")],
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Undo a decision: as if it had never been said. Says on stdout (JSON) what that moves.

    Exit code 1: no such decision stands. 5: it shows after the next build only.
    """
    from instep.customers.changing.plan import Undecidable
    from instep.customers.changing.preview import preview_of_undo
    from instep.identity.models import Decision

    home, now = _home(), datetime.now(UTC)
    try:
        moves = preview_of_undo(home, now, decision)
    except Undecidable as reason:
        _refuse(reason)
    undo = None if dry_run else Decision.objects.get(pk=decision).take_back(None, by or getpass.getuser(), now)
    _told(home, now, moves, undo)


def _decide(home: Home, plan: "Plan", why: str, by: str, dry_run: bool) -> None:
    from instep.customers.changing.preview import preview
    from instep.identity.models import Contradiction, Decision

    now = datetime.now(UTC)
    moves = preview(home, now, plan)
    said = {"why": why, "moved": moves.words if moves else "", "decided_by_name": by or getpass.getuser()}
    try:
        if dry_run:
            Decision.refuse(plan.kind, plan.entity_kind, plan.left, plan.right)
            _told(home, now, moves, None)
        else:
            made = Decision.decide(plan.kind, plan.entity_kind, plan.left, plan.right, decided_at=now, **said)
            _told(home, now, moves, made)
    except Contradiction as reason:
        _refuse(reason)


def _told(home: Home, now: datetime, moves: "Preview | None", made: "Decision | None") -> None:
    from instep.warehouse.live import lay

    is_shown = bool(made and lay(home, now))
    told = {"decision": made.pk if made else None, "undoes": made.undoes_id if made else None, "is_shown": is_shown}
    sys.stdout.write(json.dumps(told | (moves.record() if moves else {}), ensure_ascii=False, indent=1) + "\n")
    if moves:
        talk.print(f"Moves: {moves.words}.", markup=False, highlight=False)
    if made and not is_shown:
        talk.print("It holds, and shows after the next build: run instep build.", markup=False, highlight=False)
        raise typer.Exit(LATER)


def _home() -> Home:
    from instep.web import server

    home = Home.from_environment()
    server.prepare(home)
    return home


def _refuse(reason: Exception) -> NoReturn:
    talk.print(str(reason), style="red", markup=False, highlight=False)
    raise typer.Exit(FAILED) from reason
