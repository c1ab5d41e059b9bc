"""`instep definitions`: how would a rule have done?"""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

talk = Console(stderr=True)
FAILED, PARTIAL = 1, 5
definitions = typer.Typer(help="Definitions: how a rule would have done.", no_args_is_help=True)
Table = Annotated[Path, typer.Argument(help="Any table of leads, one a row: CSV, XLSX, Parquet, JSONL.", exists=True)]
RuleFile = Annotated[Path, typer.Option("--rule", help="A YAML file with the rule.", exists=True, dir_okay=False)]
Outcome = Annotated[str, typer.Option(help="The column that says what became of the lead.")]
Positive = Annotated[list[str] | None, typer.Option(help="An outcome that counts as success; may be repeated.")]
Time = Annotated[str | None, typer.Option(help="The column that says when the lead came: figures by month.")]
Value = Annotated[str | None, typer.Option(help="The column that says what the lead was worth.")]
AsJson = Annotated[bool, typer.Option("--json", help="Everything as JSON on stdout; talk goes to stderr.")]


def register(app: typer.Typer) -> None:
    app.add_typer(definitions, name="definitions")


@definitions.command("schema")
def schema_command() -> None:
    """Print the JSON schema of a definition's file, for editors that complete and check it."""
    from instep.definitions.schema import schema

    sys.stdout.write(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n")


@definitions.command("backtest")
def backtest_command(
    table: Table,
    rule: RuleFile,
    outcome: Outcome,
    positive: Positive = None,
    time: Time = None,
    value: Value = None,
    as_json: AsJson = False,
) -> None:
    """Count whom a rule would have passed on, and what became of them; warn of fields that know the outcome.

    Exit code 1: the table can't be read, or something has to be said. 5: some rows were refused.
    """
    from instep.definitions.backtest.leads import Asked, Unclear
    from instep.sources.reading import Unreadable
    from instep.team.place import Unreadable as Wrong

    try:
        told, refused = backtest(table, rule, Asked(outcome, tuple(positive or ()), time, value))
    except (Unreadable, Unclear, UnicodeDecodeError) as reason:
        talk.print(str(reason), style="red", highlight=False, markup=False)
        raise typer.Exit(FAILED) from reason
    except Wrong as mistake:
        raise typer.BadParameter(str(mistake), param_hint="--rule") from mistake
    if as_json:
        sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    else:
        _say(told)
    raise typer.Exit(PARTIAL if refused else 0)


def backtest(file: Path, rule_file: Path, asked: Any) -> tuple[dict[str, Any], int]:
    """The figures, and how many rows were refused."""
    from instep.definitions.backtest.counting import by_month, counted
    from instep.definitions.backtest.leads import leads
    from instep.definitions.backtest.leaks import leaks
    from instep.definitions.backtest.met import met, rule_of
    from instep.definitions.backtest.telling import record
    from instep.sources.reading import Unreadable, read

    tables = [found for found in read(file) if found.rows.num_rows]
    if not tables:
        raise Unreadable(file, "there is no table of leads in it")
    reading = max(tables, key=lambda found: found.rows.num_rows)
    known = leads(reading, asked)
    rule = rule_of(rule_file.name, rule_file.read_text(encoding="utf-8"), known.vocabulary)
    passed = met(known, rule)
    told = record(rule, counted(known, passed), by_month(known, passed), leaks(known))
    for each in reading.refused[:10]:
        talk.print(f"line {each.line}: {each.reason}", highlight=False, markup=False)
    return {"received_count": reading.received, "refused_count": len(reading.refused), **told}, len(reading.refused)


def _say(told: dict[str, Any]) -> None:
    console = Console(highlight=False)
    console.print(f"A lead counts when it {told['rule']}.", markup=False)
    console.print(f"{told['volume']:,} of {told['lead_count']:,} leads; {told['open_count']:,} are still open.")
    console.print(f"Of those passed on, {_share(told['precision'])} succeeded; of all, {_share(told['base_rate'])}.")
    console.print(f"Of those that succeeded, {_share(told['recall'])} were passed on; {told['missed']:,} were missed.")
    for leak in told["leaks"]:
        mark = "[red]used by the rule[/red], " if leak["field"] in told["leaking_fields"] else ""
        console.print(f"[yellow]Leak?[/yellow] {mark}", end="")
        console.print(f"{leak['field']}: {leak['reason']}", markup=False)


def _share(share: dict[str, float | None]) -> str:
    if share["value"] is None:
        return "none"
    return f"{share['value']:.1%} ({share['low']:.1%} to {share['high']:.1%})"
