"""What does the CRM say about contacts and accounts? Whom reps converted, and the companies behind every lead."""

from pathlib import Path

import numpy as np

from instep.demo.arrays import Flags, Floats, texts
from instep.demo.export import flags, pick, stamped, whole, write_csv
from instep.demo.market import CHANNELS
from instep.demo.systems.salesforce_ids import SECOND, account_ids, contact_ids
from instep.demo.weeks import next_working
from instep.demo.world import World


def write_contacts(world: World, folder: Path) -> int:
    place = np.flatnonzero(world.history.is_opened)
    dice = world.draws.dice("salesforce contacts")
    people = [world.persons[spot] for spot in place.tolist()]
    return write_csv(
        folder / "Contact.csv",
        {
            "Id": contact_ids(place),
            "AccountId": account_ids(world.people.account[place]),
            "FirstName": [person.first_name for person in people],
            "LastName": [person.last_name for person in people],
            "Title": [person.title for person in people],
            "Email": [person.email for person in people],
            "Phone": [person.phone.spelt(0) for person in people],
            "MobilePhone": [person.mobile.spelt(0) if dice.random() < 0.7 else None for person in people],
            "MailingCity": [person.company.city for person in people],
            "MailingPostalCode": [person.company.postal_code for person in people],
            "MailingCountry": [person.company.country_name for person in people],
            "LeadSource": pick([channel.name for channel in CHANNELS], world.funnel.channel[place]),
            "OwnerId": pick([rep.record_id for rep in world.reps], world.people.rep[place]),
            "CreatedDate": stamped(world.funnel.opened_at[place]),
            "LastModifiedDate": stamped(world.funnel.opened_at[place]),
            "IsDeleted": flags(np.zeros(len(place), dtype=np.bool_)),
        },
        is_quoted=True,
    )


def write_accounts(world: World, folder: Path) -> int:
    """Every company with a sales-ready person; one in thirty a second time, in capitals and without its legal form."""
    known = np.unique(world.people.account[world.history.is_ready])
    again = known[world.draws.uniform("account again", len(world.firms))[known] < 0.03]
    place = np.concatenate([known, again])
    is_second = np.arange(len(place)) >= len(known)
    firms = [world.firms[spot] for spot in place.tolist()]
    since = next_working(_known_since(world)[place], world.draws.uniform("account morning", len(place)))
    return write_csv(
        folder / "Account.csv",
        {
            "Id": account_ids(place + SECOND * is_second),
            "Name": [
                firm.short_name.upper() if twice else firm.name
                for firm, twice in zip(firms, is_second.tolist(), strict=True)
            ],
            "Type": pick(("Prospect", "Customer"), _is_customer(world)[place].astype(np.int64)),
            "Industry": [firm.industry for firm in firms],
            "NumberOfEmployees": [str(firm.employee_count) for firm in firms],
            "Phone": [firm.phone.spelt(0) for firm in firms],
            "Website": texts([f"https://{firm.domain}" for firm in firms]),
            "BillingStreet": [firm.street for firm in firms],
            "BillingPostalCode": [firm.postal_code for firm in firms],
            "BillingCity": [firm.city for firm in firms],
            "BillingCountry": [firm.country_name for firm in firms],
            "Region__c": [firm.region for firm in firms],
            "YearStarted": whole(np.array([firm.founded_year for firm in firms])),
            "CreatedDate": stamped(since),
            "LastModifiedDate": stamped(since + 24),
            "IsDeleted": flags(np.zeros(len(place), dtype=np.bool_)),
        },
        is_quoted=True,
    )


def _known_since(world: World) -> Floats:
    """Some companies were in the CRM for years before anybody called; none came after its first lead."""
    first = np.full(len(world.firms), world.until)
    np.minimum.at(first, world.people.account, world.funnel.lead_at)
    return first - 24 * (3 + 900 * world.draws.uniform("account since", len(world.firms)) ** 4)


def _is_customer(world: World) -> Flags:
    is_customer = np.zeros(len(world.firms), dtype=np.bool_)
    is_customer[world.people.account[world.history.is_won]] = True
    return is_customer
