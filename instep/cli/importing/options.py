"""What can be said to `instep import` about its files?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from instep.cli.read import asked_of, one_of

if TYPE_CHECKING:
    from instep.sources.said import Said

Source = Annotated[str | None, typer.Option(help="What the system is called; else the folder's name.")]
MappingFile = Annotated[Path | None, typer.Option("--mapping", help="A corrected mapping (YAML).", exists=True)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken in.")]
Json = Annotated[bool, typer.Option("--json", help="The outcome as JSON on stdout; talk goes to stderr.")]
NewLeads = Annotated[
    bool, typer.Option("--new-leads", help="These are leads of today: their promise clocks start. Else it is history.")
]
Missing = Annotated[
    list[str] | None, typer.Option(help='A text that stands for nothing, such as "N/A"; can be said several times.')
]
Zone = Annotated[str | None, typer.Option(help="Where times without a zone are from, such as Europe/Berlin.")]
Country = Annotated[str | None, typer.Option(help="Where telephone numbers without a country are from, such as DE.")]
Currency = Annotated[str | None, typer.Option(help="The currency of amounts that name none, such as EUR.")]


def said_of(
    missing: list[str] | None,
    dates: str | None,
    decimal: str | None,
    zone: str | None,
    country: str | None,
    currency: str | None,
    encoding: str | None,
    delimiter: str | None,
    header_line: str | None,
) -> "Said":
    """What people said, or a usage error that names the option."""
    from instep.sources.said import Said
    from instep.sources.values.currencies import currency_of
    from instep.sources.values.zones import zone_of

    one_of(dates, ("day-month", "month-day"), "--dates")
    one_of(decimal, (".", ","), "--decimal")
    if zone and not zone_of(zone):
        raise typer.BadParameter(f"there is no time zone {zone!r}", param_hint="--zone")
    if currency and not currency_of(currency):
        raise typer.BadParameter(f"there is no currency {currency!r}", param_hint="--currency")
    return Said(
        asked_of(encoding, delimiter, None, None, header_line),
        dates,
        decimal,
        zone_of(zone) if zone else None,
        country.upper() if country else None,
        currency_of(currency) if currency else None,
        tuple(missing) if missing else None,
    )
