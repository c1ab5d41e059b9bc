"""`instep journey`: which ways did the cases of a log really go, and where did they leave the designed one?"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from instep.journey.mining.conformance import Conformance
    from instep.journey.mining.design import Design
    from instep.journey.mining.opening import Opened
    from instep.journey.mining.picture import Picture

talk = Console(stderr=True)
FAILED, PARTIAL, SHOWN = 1, 5, 10
Log = Annotated[
    Path, typer.Argument(help="XES, XES.gz, or any table with a case, an activity and a time.", exists=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Everything as JSON on stdout; talk goes to stderr.")]
Case = Annotated[str | None, typer.Option(help="The column that tells the case.")]
ActivityColumn = Annotated[str | None, typer.Option(help="The column that tells the activity.")]
At = Annotated[str | None, typer.Option(help="The column that tells the moment.")]
Dates = Annotated[str | None, typer.Option(help="day-month or month-day, where the dates leave it open.")]
Transition = Annotated[str, typer.Option(help="Only events of this transition, such as complete.")]
DesignFile = Annotated[
    Path | None, typer.Option(help="A YAML file of the designed journey to compare with.", exists=True, dir_okay=False)
]


def register(app: typer.Typer) -> None:
    app.command("journey")(journey_command)


def journey_command(
    log: Log,
    as_json: AsJson = False,
    case: Case = None,
    activity: ActivityColumn = None,
    at: At = None,
    dates: Dates = None,
    transition: Transition = "",
    design: DesignFile = None,
) -> None:
    """Show activities, ways and waits of an event log, and how its cases kept to a designed journey.

    Exit code 1: it can't be read as a log. 5: some events were refused.
    """
    from instep.journey.mining.columns import Unclear
    from instep.journey.mining.opening import opened
    from instep.journey.mining.picture import picture
    from instep.sources.reading import Unreadable

    drawn = _design(design) if design else None
    try:
        found = opened(log, {"case": case, "activity": activity, "at": at, "dates": dates}, transition)
    except (Unreadable, Unclear) as reason:
        talk.print(str(reason), style="red", highlight=False, markup=False)
        raise typer.Exit(FAILED) from reason
    _tell(found, picture(found.events), drawn, as_json)
    for each in found.refused[:SHOWN]:
        talk.print(f"line {each.line}: {each.reason}", highlight=False, markup=False)
    raise typer.Exit(PARTIAL if found.refused else 0)


def _design(file: Path) -> "Design":
    from instep.journey.mining.design import design
    from instep.team.place import Unreadable

    try:
        return design(file.name, file.read_text(encoding="utf-8"))
    except (Unreadable, UnicodeDecodeError) as reason:
        raise typer.BadParameter(str(reason), param_hint="--design") from reason


def _tell(opened: "Opened", seen: "Picture", design: "Design | None", as_json: bool) -> None:
    from instep.journey.mining.conformance import conformance
    from instep.journey.mining.telling import conformance_record, record

    kept = conformance(opened.events, design) if design else None
    if as_json:
        said: dict[str, Any] = record(opened, seen) | ({"conformance": conformance_record(kept)} if kept else {})
        sys.stdout.write(json.dumps(said, indent=1, ensure_ascii=False) + "\n")
        return
    console = Console()
    _say(console, seen)
    if kept:
        _say_kept(console, kept)


def _say(console: Console, seen: "Picture") -> None:
    days = f", {seen.duration.median:,.1f} days in the median" if seen.duration else ""
    console.print(
        f"{seen.case_count:,} cases, {seen.event_count:,} events, {len(seen.activities):,} activities, "
        f"{len(seen.variants):,} ways from first to last{days}.",
        highlight=False,
    )
    ways = Table("cases", "share", "median days", "way", box=None)
    for each in seen.variants[:SHOWN]:
        share = f"{each.count / seen.case_count:.1%}"
        ways.add_row(f"{each.count:,}", share, f"{each.duration.median:,.1f}", " → ".join(each.activities))
    steps = Table("times", "median days", "slowest tenth", "step", box=None)
    for step in seen.steps[:SHOWN]:
        waits = (f"{step.wait.median:,.1f}", f"{step.wait.p90:,.1f}")
        steps.add_row(f"{step.count:,}", *waits, f"{step.before} → {step.after}")
    console.print(ways, steps)


def _say_kept(console: Console, kept: "Conformance") -> None:
    share = f"{kept.share:.1%}" if kept.share is not None else "none"
    console.print(f"{share} of the cases kept to the designed journey.", highlight=False)
    table = Table("cases", "what", "step", "reached an end", "without it", "days longer", box=None)
    for each in kept.deviations[:SHOWN]:
        shares = ("" if one.share is None else f"{one.share:.1%}" for one in (each.having, each.others))
        days = "" if each.extra_days is None else f"{each.extra_days:+,.1f}"
        table.add_row(f"{each.having.case_count:,}", each.kind, each.step, *shares, days)
    console.print(table)
