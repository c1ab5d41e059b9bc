"""What KPIs are counted from, laid empty; each test lays over it what it is about."""

from datetime import UTC, datetime

from instep.goals.counting import Asked
from instep.goals.kpi import Kpi, kpis
from instep.goals.population import EVERYTHING, Filters
from instep.goals.value import Value, values
from instep.handoffs.tests.laying import whole
from instep.warehouse import Home
from instep.warehouse.testing import Bench, built, given

DIMENSIONS = "channel | campaign | region | segment | industry | product | team | owner_name"
LAID = {
    "handoffs.clock": f"""handoff_id | is_measured | label | received_at | due_at | first_touch_at | wait_hours
        | accepted_at
        | opportunity_at | won_at | decided_at | outcome | {DIMENSIONS}""",
    "journey.path": f"person_id | account_id | label | lead_at | sales_ready_at | {DIMENSIONS}",
    "journey.country_region": "country | sales_region",
    "timeline.opportunity": """opportunity_id | name | account_id | account_name | person_id | owner_name | team
        | region | product | channel | outcome | amount | amount_currency | created_at | closed_at""",
    "timeline.case": """case_id | person_id | account_id | subject | opened_at | first_reply_at | solved_at | owner_name
        | satisfaction | product""",
    "timeline.order": "order_id | person_id | account_id | product | ordered_at | amount | amount_currency | is_repeat",
    "timeline.spend": "at | channel | campaign | amount | amount_currency",
    "sources.survey_response": "record_key | source | person_ref | person_email | case_ref | at | kind | score",
    "identity.person_ref": "source | person_ref | person_id",
    "identity.person_mailbox": "email | person_id",
    "identity.person": "person_id | account_id | full_name | email | region | industry",
    "identity.account": "account_id | name | region | industry | employee_count",
    "definitions.membership": "definition | version | person_id | from_at",
}
BUILT = ("deal", "rating", "scale", "satisfaction", "measure", "kpi", "span", "choice")
KPIS = kpis(Home.from_environment())
LATE = datetime(2027, 1, 1, tzinfo=UTC)


def bench(**laid: str) -> Bench:
    """A bench with the tables of this room, built from what is laid (`handoffs__clock="handoff_id | …"`)."""
    new = Bench()
    tables = {name.replace("__", "."): text for name, text in laid.items()}
    if "handoffs.clock" in tables and "is_measured" not in tables["handoffs.clock"]:
        tables["handoffs.clock"] = _measured(tables["handoffs.clock"])
    for name, pattern in LAID.items():
        flat = " ".join(pattern.split("\n"))
        given(new, name, whole(tables.get(name, flat), flat))
    built(new, "definitions.in_force", *(f"goals.{name}" for name in BUILT))
    return new


def _measured(clocks: str) -> str:
    head, *rows = [line.rstrip().removesuffix("|") for line in clocks.splitlines() if line.strip()]
    return "\n".join([f"{head} | is_measured", *(f"{row} | true" for row in rows)])


def valued(on: Bench, name: str, start: str, end: str, now: datetime = LATE, filters: Filters = EVERYTHING) -> Value:
    return values(on.warehouse, [KPIS[name]], asked(start, end, now, filters))[name]


def asked(start: str, end: str, now: datetime = LATE, filters: Filters = EVERYTHING) -> Asked:
    return Asked(at(start), at(end), now, filters)


def kpi(name: str) -> Kpi:
    return KPIS[name]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
