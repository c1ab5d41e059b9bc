"""`instep build`: make a new version of all tables."""

from datetime import UTC, datetime

import duckdb
import typer
from rich.console import Console

from instep.definitions.reading import copy_pack
from instep.sources.events.draining import drain_all
from instep.sources.taking.undoing import finish_interrupted
from instep.warehouse import Home, Step, build
from instep.warehouse.versions import Busy

talk = Console(stderr=True)


def register(app: typer.Typer) -> None:
    app.command("build")(build_command)


def build_command() -> None:
    """Build all tables from what was taken in, waiting live events too, and publish them as one new version."""
    home = Home.from_environment().create()
    copy_pack(home.definitions)
    finish_interrupted(home)
    now = datetime.now(UTC)
    drain_all(home, now)
    try:
        done = build(home, now, watch=say)
    except (Busy, duckdb.Error, OSError) as problem:
        talk.print(said(problem), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from problem
    seconds = sum(step.seconds for step in done.steps)
    talk.print(
        f"Version {done.manifest.number}: {len(done.rebuilt)} of {len(done.steps)} tables rebuilt in {seconds:.1f} s."
    )


def said(problem: Exception) -> str:
    """What went wrong in words; whatever is not of the disk or of another build is none of ours to explain."""
    if isinstance(problem, Busy):
        return "Another build is under way; it takes in what came before it began. Try again when it is done."
    if "no space left" in str(problem).lower():
        return "The disk is full. The tables that are published stay as they were; make room and build again."
    raise problem


def say(step: Step) -> None:
    """One line a table: what was rebuilt, how many rows, how long."""
    how = "kept" if step.is_reused else f"{step.seconds:.2f} s"
    talk.print(f"[{step.index:>2}/{step.total}] {step.table:<32} {step.row_count:>12,} rows  {how}")
