"""Visits written as they come in, and the channels they count for."""

from instep.identity.tests.records import lay_rows, recorded, resolved
from instep.timeline.rule_compiling import channel_of_arrivals
from instep.timeline.rule_reading import rule_table
from instep.warehouse.testing import Bench, given

LINK = {"source": "utm_source", "medium": "utm_medium", "campaign": "utm_campaign"}


def visit(**said: str) -> dict[str, str]:
    """A page view; `source`, `medium` and `campaign` stand for the UTM parameters."""
    told = {LINK.get(name, name): text for name, text in said.items()}
    return {"source": "web", "kind": "page_view", "at": "2026-01-01"} | told


def channels(*visits: dict[str, str]) -> list[str | None]:
    """The channel of each visit in the timeline, in order; each by a browser of its own unless it says which."""
    bench = recorded()
    lay_rows(
        bench,
        "activity",
        ({"record_id": f"{at:06}", "anonymous_id": f"b-{at}", **each} for at, each in enumerate(visits)),
    )
    rows = resolved(bench, "timeline.touchpoint")
    return [row["channel"] for row in sorted(rows, key=lambda row: str(row["record_key"]))]  # type: ignore[misc]


def channel(**said: str) -> str | None:
    return channels(visit(**said))[0]


def by_rules(text: str, *arrivals: dict[str, str]) -> list[str | None]:
    """What a table of rules says of arrivals, asked through the SQL that it compiles to."""
    bench = Bench()
    names = ("record_key", "source", "medium", "campaign", "click_id", "site_list", "is_tagged")
    lines = [
        " | ".join({"record_key": f"{at:06}", "is_tagged": "true", **each}.get(name, "") for name in names)
        for at, each in enumerate(arrivals)
    ]
    given(bench, "timeline.arrival", "\n".join([" | ".join(names), *lines]))
    rows = bench.warehouse.select(channel_of_arrivals(rule_table(text)).sql("duckdb") + " order by record_key")
    return [row["channel"] for row in rows]
