"""What does the CRM say about leads? Everyone sales-ready, under the names of its API, moments in UTC."""

from pathlib import Path

import numpy as np

from instep.demo.arrays import Flags, Floats, Ints
from instep.demo.export import Column, flags, only, pick, stamped, write_csv
from instep.demo.market import CHANNELS, PRODUCTS
from instep.demo.persons import role_mailbox
from instep.demo.spelling import typo
from instep.demo.systems.salesforce_ids import SECOND, account_ids, contact_ids, lead_ids, opportunity_ids
from instep.demo.words import lines
from instep.demo.world import World

STATUS = ("New", "Working", "Nurturing", "Unqualified", "Qualified")


def write_leads(world: World, folder: Path) -> int:
    """Everyone who became sales-ready; one in fifty typed in a second time by a rep who did not search first."""
    ready = np.flatnonzero(world.history.is_ready)
    again = ready[world.draws.uniform("lead again", len(world.persons))[ready] < 0.02]
    place = np.concatenate([ready, again])
    is_second = np.arange(len(place)) >= len(ready)
    columns = {"Id": lead_ids(place + SECOND * is_second)} | _lead_person(world, place, is_second)
    return write_csv(folder / "Lead.csv", columns | _lead_status(world, place, is_second), is_quoted=True)


def _lead_person(world: World, place: Ints, is_second: Flags) -> dict[str, Column]:
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
        "Country": [person.company.country_name for person in people],
        "Region__c": [person.company.region for person in people],
        "Industry": [person.company.industry for person in people],
        "NumberOfEmployees": [str(person.company.employee_count) for person in people],
        "Website": [f"www.{person.company.domain}" for person in people],
    }


def _lead_status(world: World, place: Ints, is_second: Flags) -> dict[str, Column]:
    history, funnel = world.history, world.funnel
    opened = history.is_opened[place] & ~is_second
    rejected = history.is_rejected[place] | is_second
    created_at = funnel.ready_at[place] + np.where(is_second, 0.7, 0.03)
    changed_at = np.maximum(_changed_at(world, place), created_at)
    return {
        "LeadSource": pick([channel.name for channel in CHANNELS], funnel.channel[place]),
        "ProductInterest__c": pick([product.name for product in PRODUCTS], world.people.product[place]),
        "Status": pick(STATUS, np.where(is_second, STATUS.index("Unqualified"), status(world)[place])),
        "Unqualified_Reason__c": only(pick(lines("sales/rejections"), _reason(world, place)), rejected & ~opened),
        "OwnerId": pick([rep.record_id for rep in world.reps], world.people.rep[place]),
        "CreatedDate": stamped(np.minimum(created_at, world.until)),
        "LastModifiedDate": stamped(np.minimum(changed_at, world.until)),
        "IsConverted": flags(opened),
        "ConvertedDate": only(stamped(funnel.opened_at[place], "%Y-%m-%d"), opened),
        "ConvertedAccountId": only(account_ids(world.people.account[place]), opened),
        "ConvertedContactId": only(contact_ids(place), opened),
        "ConvertedOpportunityId": only(opportunity_ids(place), opened),
        "IsDeleted": flags(np.zeros(len(place), dtype=np.bool_)),
    }


def status(world: World) -> Ints:
    """How far the rep says everyone is, as a position in STATUS."""
    return np.select(_steps(world), [4, 3, 2, 1], default=0)


def _changed_at(world: World, place: Ints) -> Floats:
    history, funnel = world.history, world.funnel
    at = [funnel.opened_at, history.rejected_at, history.accepted_at, funnel.touch_at]
    return np.select(_steps(world), at, default=0.0)[place]


def _steps(world: World) -> list[Flags]:
    history = world.history
    return [history.is_opened, history.is_rejected, history.is_accepted, history.is_touched]


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
