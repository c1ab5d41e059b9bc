"""What does the one timeline of marketing, sales and service hold, and what was merged in it?"""

from instep.audit.ground import Ground
from instep.audit.report import Column, Figure, Section, Table
from instep.audit.wording import plural

TOUCHPOINTS = (
    Column("Team"),
    Column("Kind"),
    Column("Touchpoints", "count", is_drawn=True),
    Column("Customers", "count"),
    Column("From", "date"),
    Column("To", "date"),
)
RECORDS = (Column("Records"), Column("Count", "count", is_drawn=True))
MERGES = (Column("Kind"), Column("Merges", "count", is_drawn=True), Column("Records kept", "count"))
NAMES = {
    "person": "Contacts and leads",
    "account": "Companies",
    "opportunity": "Deals",
    "case": "Tickets",
    "activity": "E-mail events, engagements and other activities",
    "campaign": "Campaigns",
    "survey_response": "Survey responses",
    "owner": "Owners",
    "merge": "Merges recorded",
}


def section(ground: Ground) -> Section | None:
    if not ground.has("timeline.touchpoint") and not ground.has("sources.merge"):
        return None
    count, merges = ground.count("timeline.touchpoint"), ground.count("sources.merge")
    finding = f"{plural(count, 'touchpoint')} of all teams in one timeline; {plural(merges, 'merge')} recorded."
    figures = (
        Figure("Touchpoints", count, "count", "dated interactions with a customer"),
        Figure("Merges", merges, "count", "recorded by the systems themselves"),
    )
    return Section("timeline", "One timeline", finding, figures, tables=_tables(ground))


def _tables(ground: Ground) -> tuple[Table, ...]:
    records = tuple((label, n) for kind, label in NAMES.items() if (n := ground.count(f"sources.{kind}")))
    touched = tuple(
        (
            r["team"],
            r["kind"].replace("_", " "),
            r["touchpoint_count"],
            r["customer_count"],
            r["first_at"],
            r["last_at"],
        )
        for r in (ground.ask("touchpoints") if ground.has("timeline.touchpoint") else [])
    )
    merged = tuple(
        (r["kind"], r["merge_count"], r["kept_count"])
        for r in (ground.ask("merges") if ground.has("sources.merge") else [])
    )
    tables = (
        Table("Records of all systems", "the latest of each, deleted ones left out", RECORDS, records),
        Table("Touchpoints by team and kind", "dated interactions with a customer", TOUCHPOINTS, touched),
        Table("Merges recorded", "records that a system says were joined into another", MERGES, merged),
    )
    return tuple(table for table in tables if table.rows)
