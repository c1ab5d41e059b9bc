"""What a test of the journey lays: definitions met, people, opportunities; empty where the test says nothing."""

from contextlib import AbstractContextManager

from instep.definitions.tests import publishing
from instep.warehouse.testing import Bench, built, given

EMPTY = {
    "definitions.membership": "definition | version | person_id | account_id | from_at | until_at",
    "definitions.buyer": "kind | record_id | subject_id | outcome | amount | amount_currency | started_at | ended_at",
    "identity.person": "person_id | account_id | full_name | lead_source | country | region | industry"
    " | employee_count | owner_name",
    "identity.owner": "name | team | region",
    "timeline.touchpoint": "touchpoint_id | person_id | at | team | channel | campaign | direction",
    "timeline.channel_word": "of | word | channel\nsaid | Trade show | Event\nsaid | TRADE SHOW | Event\nsaid | N/A |",
    "timeline.opportunity": "opportunity_id | owner_name | team | region | product | channel | outcome | amount"
    " | created_at | cycle_days | source | name | account_name | stage | amount_currency | closed_at",
    "timeline.opportunity_stage": "opportunity_id | stage | entered_at | left_at",
    "timeline.order": "order_id | product",
    "definitions.volume": "definition | version",
    "decided.clock": "as_of_at\n2026-07-01",
}
TABLES = (
    "definitions.in_force",
    "journey.stage_entry",
    "journey.first_touch",
    "journey.region_in_use",
    "journey.stated_region",
    "journey.country_region",
    "journey.sales_region",
    "journey.path",
    "journey.step",
    "journey.ripening",
)


def bench(**tables: str) -> Bench:
    """Tables are named `room__table`; those of the journey are built from them."""
    laid = Bench()
    for name in EMPTY:
        given(laid, name, said(name, tables))
    built(laid, *TABLES)
    return laid


def published(**tables: str) -> AbstractContextManager[None]:
    """The same, as the published version of the home that the pages look at."""
    return publishing.published({name: said(name, tables) for name in EMPTY}, TABLES)


def said(name: str, tables: dict[str, str]) -> str:
    """The test's table, with the columns it leaves out behind its own: they are empty."""
    told = tables.get(name.replace(".", "__"), EMPTY[name])
    head, *lines = [line for line in told.strip().splitlines() if line.strip()]
    named = [column.strip() for column in head.split("|")]
    left = [column.strip() for column in EMPTY[name].splitlines()[0].split("|")]
    left = [column for column in left if column not in named]
    return "\n".join([" | ".join([head, *left]), *(line + " |" * len(left) for line in lines)])
