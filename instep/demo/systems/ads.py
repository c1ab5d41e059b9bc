"""What did the advertising cost? Google as set up by a German colleague, LinkedIn in the American way."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from instep.demo.arrays import Floats, Ints
from instep.demo.export import pick, spoil, stamped, whole, write_csv
from instep.demo.weeks import WEEK
from instep.demo.world import World


def write_google(world: World, folder: Path) -> int:
    day, run, leads = _days(world, "Paid search")
    cost, clicks, views = _costs(world, "google", leads, 95.0, 4.1, 24)
    rows = write_csv(
        folder / "google_ads.csv",
        {
            "Tag": stamped(day, "%d.%m.%Y"),
            "Kampagne": pick([campaign.name for campaign in world.campaigns], run),
            "Kampagnen-ID": pick([campaign.record_id for campaign in world.campaigns], run),
            "Währungscode": ["EUR"] * len(day),
            "Kosten": [f"{value:,.2f}".translate(str.maketrans(",.", ".,")) for value in cost.tolist()],
            "Impressionen": _grouped(views, lambda value: f"{value:,}".replace(",", ".")),
            "Klicks": whole(clicks),
        },
        delimiter=";",
    )
    total = f"{cost.sum():,.2f}".translate(str.maketrans(",.", ".,"))
    return rows + spoil(folder / "google_ads.csv", [f"Gesamt: Konto;--;--;EUR;{total};{views.sum()};{clicks.sum()}"])


def write_linkedin(world: World, folder: Path) -> int:
    day, run, leads = _days(world, "Content syndication")
    cost, clicks, views = _costs(world, "linkedin", leads, 70.0, 8.2, 85)
    return write_csv(
        folder / "linkedin_ads.csv",
        {
            "Start Date (in UTC)": stamped(day, "%m/%d/%Y"),
            "Account Name": ["Vibrona"] * len(day),
            "Campaign ID": pick([campaign.record_id for campaign in world.campaigns], run),
            "Campaign Name": pick([campaign.name for campaign in world.campaigns], run),
            "Currency": ["EUR"] * len(day),
            "Total Spent": [f"{value:.2f}" for value in cost.tolist()],
            "Impressions": whole(views),
            "Clicks": whole(clicks),
        },
    )


def _days(world: World, channel: str) -> tuple[Floats, Ints, Floats]:
    """Every day of every campaign of the channel, and the leads that it brought in that week, by the day."""
    runs = [campaign for campaign in world.campaigns if campaign.channel == channel]
    spans = [np.arange(np.ceil(run.started_at / 24) * 24, run.ended_at, 24) for run in runs]
    days = np.concatenate(spans)
    number = np.concatenate([np.full(len(span), run.number) for span, run in zip(spans, runs, strict=True)])
    order = np.lexsort((number, days))
    return days[order], number[order], _leads_a_day(world, days[order], number[order])


def _leads_a_day(world: World, day: Floats, number: Ints) -> Floats:
    week = ((world.funnel.lead_at - world.start) // WEEK).astype(np.int64)
    counts = np.zeros((200, len(world.campaigns)))
    np.add.at(counts, (week, world.campaign), 1)
    weekly: Floats = counts[((day - world.start) // WEEK).astype(np.int64).clip(0, 199), number]
    return weekly / 7


def _costs(
    world: World, name: str, leads: Floats, per_lead: float, per_click: float, views_per_click: int
) -> tuple[Floats, Ints, Ints]:
    noise = np.exp(0.25 * world.draws.normal(f"{name} cost", len(leads)))
    cost = np.round((0.3 * leads.mean() + 0.7 * leads) * per_lead * noise, 2)
    clicks = np.round(cost / per_click * np.exp(0.1 * world.draws.normal(f"{name} clicks", len(leads)))).astype(
        np.int64
    )
    views = np.round(clicks * views_per_click * np.exp(0.15 * world.draws.normal(f"{name} views", len(leads))))
    return cost, clicks, views.astype(np.int64)


def _grouped(numbers: Ints, written: Callable[[int], str]) -> list[str | None]:
    return [written(number) for number in numbers.tolist()]
