"""What a test of the journey lays: definitions met, people, opportunities; empty where the test says nothing."""

from contextlib import AbstractContextManager

from instep.definitions.tests import publishing
from instep.warehouse.testing import Bench, built, given

EMPTY = {
    "definitions.membership": "definition | version | person_id | account_id | from_at | until_at",
    "definitions.buyer": "kind | record_id | subject_id | outcome | amount | amount_currency | started_at | ended_at",
    "identity.person": "person_id | account_id | full_name | lead_source | country | industry"
    " | employee_count | owner_name",
    "identity.owner": "name | team | region",
    "timeline.touchpoint": "touchpoint_id | person_id | at | team | channel | campaign",
    "timeline.opportunity": "opportunity_id | owner_name | team | region | product | channel | outcome | amount"
    " | created_at | cycle_days | source | name | account_name | stage | amount_currency | closed_at",
    "timeline.opportunity_stage": "opportunity_id | stage | entered_at | left_at",
    "timeline.order": "order_id | product",
    "decided.clock": "as_of_at\n2026-07-01",
}
TABLES = ("journey.stage_entry", "journey.first_touch", "journey.path", "journey.step", "journey.ripening")


def bench(**tables: str) -> Bench:
    """Tables are named `room__table`; those of the journey are built from them."""
    laid = Bench()
    for name, empty in EMPTY.items():
        given(laid, name, tables.get(name.replace(".", "__"), empty))
    built(laid, *TABLES)
    return laid


def published(**tables: str) -> AbstractContextManager[None]:
    """The same, as the published version of the home that the pages look at."""
    return publishing.published({name: tables.get(name.replace(".", "__"), EMPTY[name]) for name in EMPTY}, TABLES)
