"""What is the sample company, written out as its systems would export it? 24 months of a B2B company by seed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from instep.demo.systems import (
    ads,
    billing,
    hubspot,
    mailing,
    salesforce_customers,
    salesforce_deals,
    salesforce_leads,
    salesforce_users,
    salesforce_work,
    website,
    zendesk,
)
from instep.demo.truth import write_truth
from instep.demo.weeks import hours
from instep.demo.world import World, world

UNTIL = datetime(2026, 10, 2, 15, tzinfo=UTC)
FILES: dict[str, Callable[[World, Path], int]] = {
    "hubspot/contacts.csv": hubspot.write_contacts,
    "hubspot/campaigns.csv": hubspot.write_campaigns,
    "hubspot/email_events.csv": mailing.write_email_events,
    "hubspot/form_submissions.csv": mailing.write_form_submissions,
    "salesforce/Lead.csv": salesforce_leads.write_leads,
    "salesforce/Contact.csv": salesforce_customers.write_contacts,
    "salesforce/Account.csv": salesforce_customers.write_accounts,
    "salesforce/User.csv": salesforce_users.write_users,
    "salesforce/Opportunity.csv": salesforce_deals.write_opportunities,
    "salesforce/OpportunityHistory.csv": salesforce_deals.write_stage_history,
    "salesforce/Product2.csv": salesforce_deals.write_products,
    "salesforce/Task.csv": salesforce_work.write_tasks,
    "salesforce/Event.csv": salesforce_work.write_events,
    "zendesk/users.csv": zendesk.write_users,
    "zendesk/tickets.csv": zendesk.write_tickets,
    "zendesk/satisfaction_ratings.csv": zendesk.write_ratings,
    "ads/google_ads.csv": ads.write_google,
    "ads/linkedin_ads.csv": ads.write_linkedin,
    "website/events.jsonl": website.write_events,
    "billing/billing.sqlite": billing.write_database,
}
MISFITS = {
    "hubspot/contacts.csv": 2,
    "hubspot/email_events.csv": 2,
    "zendesk/tickets.csv": 1,
    "ads/google_ads.csv": 1,
    "website/events.jsonl": 2,
}  # rows that an importer should refuse: cut off, a comma too many, a line of totals


@dataclass(frozen=True)
class Company:
    """Where it lies, how many rows each file has (rows that do not fit included), and where the truth is kept."""

    folder: Path
    truth: Path
    seed: int
    persons: int
    until: datetime
    rows: dict[str, int]


def write_company(
    folder: Path, seed: int = 1, persons: int = 12_000, until: datetime = UNTIL, causes: bool = True
) -> Company:
    """The truth lies beside the folder, never in it: what is in the folder is what an importer may see."""
    company = world(seed, persons, hours(until), causes)
    rows = {}
    for name, write in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows[name] = write(company, path.parent)
    truth = write_truth(company, folder.with_name(f"{folder.name}.truth.json"))
    return Company(folder, truth, seed, persons, until, rows)
