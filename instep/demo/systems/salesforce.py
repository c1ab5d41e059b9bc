"""What does the CRM export? Leads, contacts, accounts and users, under the names of its API, moments in UTC."""

from pathlib import Path

import numpy as np

from instep.demo.arrays import Ints, texts
from instep.demo.export import Column, flags, only, pick, stamped, whole, write_csv
from instep.demo.market import CHANNELS, PRODUCTS
from instep.demo.persons import role_mailbox
from instep.demo.spelling import typo
from instep.demo.staff import Colleague
from instep.demo.systems.hubspot import COUNTRIES
from instep.demo.systems.salesforce_ids import SECOND, account_ids, contact_ids, lead_ids, opportunity_ids
from instep.demo.weeks import HISTORY
from instep.demo.words import lines
from instep.demo.world import World


def write_leads(world: World, folder: Path) -> int:
    """Everyone who became sales-ready; one in fifty typed in a second time by a rep who did not search first."""
    ready = np.flatnonzero(world.history.is_ready)
    again = ready[world.draws.uniform("lead again", len(world.persons))[ready] < 0.02]
    place = np.concatenate([ready, again])
    is_second = np.arange(len(place)) >= len(ready)
    columns = {"Id": lead_ids(place + SECOND * is_second)} | _lead_person(world, place, is_second)
    return write_csv(folder / "Lead.csv", columns | _lead_status(world, place, is_second), is_quoted=True)


def _lead_person(world: World, place: Ints, is_second: np.ndarray) -> dict[str, Column]:
    dice = world.draws.dice("salesforce leads")
    people = [world.persons[spot] for spot in place.tolist()]
    loud = is_second.tolist()
    return {
        "FirstName": [person.first_name for person in people],
        "LastName": [
            person.last_name.upper()
            if twice
            else typo(person.last_name, dice)
            if dice.random() < 0.02
            else person.last_name
            for person, twice in zip(people, loud, strict=True)
        ],
        "Company": [
            person.company.short_name.upper() if twice else person.company.name
            for person, twice in zip(people, loud, strict=True)
        ],
        "Title": [person.title for person in people],
        "Email": [
            None if luck < 0.03 else role_mailbox(person.company) if luck < 0.05 else person.email
            for person, luck in ((person, dice.random()) for person in people)
        ],
        "Phone": [person.phone.spelt(0 if dice.random() < 0.7 else 3) for person in people],
        "MobilePhone": [person.mobile.spelt(0) if dice.random() < 0.6 else None for person in people],
        "City": [person.company.city for person in people],
        "PostalCode": [person.company.postal_code for person in people],
        "Country": [COUNTRIES[person.company.country] for person in people],
        "Region__c": [person.company.region for person in people],
        "Industry": [person.company.industry for person in people],
        "NumberOfEmployees": [str(person.company.employee_count) for person in people],
        "Website": [f"www.{person.company.domain}" for person in people],
    }


def _lead_status(world: World, place: Ints, is_second: np.ndarray) -> dict[str, Column]:
    history, funnel = world.history, world.funnel
    opened = history.is_opened[place] & ~is_second
    rejected = history.is_rejected[place] | is_second
    status = np.select(
        [opened, rejected, history.is_accepted[place], history.is_touched[place]], [4, 3, 2, 1], default=0
    )
    created_at = funnel.ready_at[place] + np.where(is_second, 0.7, 0.03)
    changed_at = np.select(
        [opened, rejected, history.is_accepted[place], history.is_touched[place]],
        [funnel.opened_at[place], history.rejected_at[place], history.accepted_at[place], funnel.touch_at[place]],
        default=created_at,
    )
    return {
        "LeadSource": pick([channel.name for channel in CHANNELS], funnel.channel[place]),
        "ProductInterest__c": pick([product.name for product in PRODUCTS], world.people.product[place]),
        "Status": pick(("New", "Working", "Nurturing", "Unqualified", "Qualified"), status),
        "Unqualified_Reason__c": only(pick(lines("sales/rejections"), _reason(world, place)), rejected & ~opened),
        "OwnerId": pick([rep.record_id for rep in world.reps], world.people.rep[place]),
        "CreatedDate": stamped(np.minimum(created_at, world.until)),
        "LastModifiedDate": stamped(np.minimum(np.maximum(changed_at, created_at), world.until)),
        "IsConverted": flags(opened),
        "ConvertedDate": only(stamped(funnel.opened_at[place], "%Y-%m-%d"), opened),
        "ConvertedAccountId": only(account_ids(world.people.account[place]), opened),
        "ConvertedContactId": only(contact_ids(place), opened),
        "ConvertedOpportunityId": only(opportunity_ids(place), opened),
        "IsDeleted": flags(np.zeros(len(place), dtype=np.bool_)),
    }


def _reason(world: World, place: Ints) -> Ints:
    """Junk answers nobody and has wrong numbers; who was called late has bought elsewhere."""
    luck = world.draws.uniform("rejection", len(world.persons))[place]
    is_junk = world.funnel.quality[place] < -1.4
    is_late = world.funnel.wait_hours[place] > 48
    junk, late, usual = (
        [0.45, 0.5, 0.55, 0.6, 1.0, 1.0],
        [0.35, 0.42, 0.5, 0.6, 0.62, 1.0],
        [0.3, 0.5, 0.66, 0.86, 0.94, 1.0],
    )
    drawn = [np.searchsorted(edges, luck, side="right").clip(0, 5) for edges in (junk, late, usual)]
    return np.where(is_junk, drawn[0], np.where(is_late, drawn[1], drawn[2]))


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
            "MailingCountry": [COUNTRIES[person.company.country] for person in people],
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
    since = world.start + HISTORY * world.draws.uniform("account since", len(world.firms))[place] * 0.02
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
            "BillingCountry": [COUNTRIES[firm.country] for firm in firms],
            "Region__c": [firm.region for firm in firms],
            "YearStarted": whole(np.array([firm.founded_year for firm in firms])),
            "CreatedDate": stamped(since),
            "LastModifiedDate": stamped(since + 24),
            "IsDeleted": flags(np.zeros(len(place), dtype=np.bool_)),
        },
        is_quoted=True,
    )


def _is_customer(world: World) -> np.ndarray:
    is_customer = np.zeros(len(world.firms), dtype=np.bool_)
    is_customer[world.people.account[world.history.is_won]] = True
    return is_customer


def write_users(world: World, folder: Path) -> int:
    staff = [*world.reps, *world.managers, world.automation]
    by_number = {colleague.number: colleague for colleague in staff}

    def manager(colleague: Colleague) -> Colleague | None:
        return None if colleague.manager is None else by_number[colleague.manager]

    return write_csv(
        folder / "User.csv",
        {
            "Id": [colleague.record_id for colleague in staff],
            "Username": [colleague.email for colleague in staff],
            "FirstName": [colleague.first_name for colleague in staff],
            "LastName": [colleague.last_name for colleague in staff],
            "Name": [colleague.name for colleague in staff],
            "Email": [colleague.email for colleague in staff],
            "Title": [colleague.title for colleague in staff],
            "Department": ["Sales" if colleague.team else "IT" for colleague in staff],
            "Team__c": [colleague.team for colleague in staff],
            "Region__c": [colleague.region for colleague in staff],
            "ManagerId": [boss.record_id if (boss := manager(colleague)) else None for colleague in staff],
            "Manager.Name": [boss.name if (boss := manager(colleague)) else None for colleague in staff],
            "IsActive": ["true"] * len(staff),
        },
        is_quoted=True,
    )
