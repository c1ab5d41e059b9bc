"""What does the marketing tool export? Contacts as people typed themselves in, e-mails, forms and campaigns."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from instep.demo.arrays import Flags, Floats, Ints
from instep.demo.export import DAY, MINUTE, Column, flags, only, pick, spoil, stamped, whole, write_csv
from instep.demo.market import CHANNELS
from instep.demo.persons import Person
from instep.demo.spelling import nickname, typed_company, typed_name
from instep.demo.systems.salesforce_ids import contact_ids, lead_ids
from instep.demo.systems.salesforce_leads import STATUS, status
from instep.demo.systems.views import Sight
from instep.demo.world import World


def write_contacts(world: World, folder: Path) -> int:
    """Everyone once, some a second time: later, by nickname, from a private address, never sales-ready."""
    sight = Sight(world)
    first, again = sight.everyone, sight.everyone[sight.doubled]
    place = np.concatenate([first, again])
    is_second = np.arange(len(place)) >= len(first)
    order = np.argsort(_created_at(world, place, is_second), kind="stable")
    place, is_second = place[order], is_second[order]
    columns = _who(world, sight, place, is_second) | _where(world, place) | _funnel(world, place, is_second)
    rows = write_csv(folder / "contacts.csv", columns, is_quoted=True)
    return rows + spoil(folder / "contacts.csv", _broken_contacts())


def _who(world: World, sight: Sight, place: Ints, is_second: Flags) -> dict[str, Column]:
    dice = world.draws.dice("hubspot")
    people = [world.persons[spot] for spot in place.tolist()]

    def first_name(person: Person, second: bool) -> str:
        return nickname(person.first_name) if second or dice.random() < 0.06 else typed_name(person.first_name, dice)

    def phone(person: Person) -> str | None:
        luck = dice.random()
        return None if luck < 0.3 else (person.phone if luck < 0.7 else person.mobile).spelt(dice.randint(0, 6))

    return {
        "Record ID": whole(np.where(is_second, sight.second_number(place), sight.contact_number(place))),
        "First Name": [first_name(person, second) for person, second in zip(people, is_second.tolist(), strict=True)],
        "Last Name": [typed_name(person.last_name, dice) for person in people],
        "Email": np.where(is_second, sight.second_email[place], sight.form_email[place]),
        "Phone Number": [phone(person) for person in people],
        "Mobile Phone Number": [
            person.mobile.spelt(dice.randint(0, 4)) if dice.random() < 0.35 else None for person in people
        ],
        "Job Title": [None if dice.random() < 0.15 else person.title for person in people],
        "Company Name": [
            typed_company(person.company.short_name, person.company.legal_form, dice) for person in people
        ],
    }


def _where(world: World, place: Ints) -> dict[str, Column]:
    firms = [world.persons[spot].company for spot in place.tolist()]
    return {
        "Website URL": [f"https://www.{firm.domain}" for firm in firms],
        "City": [firm.city for firm in firms],
        "Country/Region": [firm.country_name for firm in firms],
        "Sales Region": [firm.region for firm in firms],
        "Industry": [firm.industry for firm in firms],
        "Number of Employees": [str(firm.employee_count) for firm in firms],
    }


def _funnel(world: World, place: Ints, is_second: Flags) -> dict[str, Column]:
    funnel, history, channel = world.funnel, world.history, world.funnel.channel[place]
    never = np.where(is_second, np.nan, 0.0)
    ready = np.where(history.is_ready[place], funnel.ready_at[place], np.nan) + never
    opened = np.where(history.is_opened[place], funnel.opened_at[place], np.nan) + never
    won = np.where(history.is_won[place], funnel.closed_at[place], np.nan) + never
    return {
        "Lifecycle Stage": _stage(ready, opened, won),
        "Lead Status": _synced(world, place, ready, pick(STATUS, status(world)[place])),
        "Lead Source": pick([channel.name for channel in CHANNELS], channel),
        "Original Source": pick([channel.hubspot_source for channel in CHANNELS], channel),
        "Original Source Drill-Down 1": pick([campaign.name for campaign in world.campaigns], world.campaign[place]),
        "Contact owner": only(pick([rep.name for rep in world.reps], world.people.rep[place]), ~np.isnan(ready)),
        "Create Date": stamped(_created_at(world, place, is_second), MINUTE),
        "Last Modified Date": stamped(_changed_at(world, place, is_second, [ready, opened, won]), MINUTE),
        "Became a Marketing Qualified Lead Date": stamped(ready, MINUTE),
        "Became an Opportunity Date": stamped(opened, MINUTE),
        "Became a Customer Date": stamped(won, MINUTE),
        "Marketing contact status": pick(
            ("Marketing contact", "Non-marketing contact"), world.draws.below("marketing", 9, len(place)) // 8
        ),
        "Unsubscribed from all email": flags(world.draws.uniform("opt-out", len(world.persons))[place] < 0.04),
        "Salesforce Lead ID": _synced(world, place, ready, lead_ids(place)),
        "Salesforce Contact ID": _synced(world, place, opened, contact_ids(place)),
    }


def _stage(ready: Floats, opened: Floats, won: Floats) -> Column:
    stage = np.where(np.isnan(ready), 0, np.where(np.isnan(opened), 1, np.where(np.isnan(won), 2, 3)))
    return pick(("Lead", "Marketing Qualified Lead", "Opportunity", "Customer"), stage)


def _created_at(world: World, place: Ints, is_second: Flags) -> Floats:
    lead_at = world.funnel.lead_at[place]
    later = world.draws.uniform("seen again", len(world.persons))[place] ** 2 * (world.until - lead_at - 24)
    return np.where(is_second, lead_at + 23 + later, lead_at)


def _changed_at(world: World, place: Ints, is_second: Flags, dates: list[Floats]) -> Floats:
    """Some time after the latest thing that happened: an e-mail opened, a field corrected."""
    latest: Floats = np.fmax.reduce([_created_at(world, place, is_second), *dates])
    later: Floats = (world.until - latest) * world.draws.uniform("changed", len(world.persons))[place] ** 3
    changed_at: Floats = latest + later
    return changed_at


def _synced(world: World, place: Ints, at: Floats, told: pa.Array) -> Column:
    """What the CRM told, except for a tenth whom the sync lost."""
    return only(told, ~np.isnan(at) & (world.draws.uniform("synced", len(world.persons))[place] < 0.9))


def write_campaigns(world: World, folder: Path) -> int:
    runs = world.campaigns
    return write_csv(
        folder / "campaigns.csv",
        {
            "Campaign ID": [run.record_id for run in runs],
            "Campaign Name": [run.name for run in runs],
            "Channel": [run.channel for run in runs],
            "Start Date": stamped(np.array([run.started_at for run in runs]), DAY),
            "End Date": stamped(np.array([run.ended_at for run in runs]), DAY),
            "Currency": ["EUR"] * len(runs),
        },
        is_quoted=True,
    )


def _broken_contacts() -> list[str]:
    """Two lines that somebody pasted in by hand, with a comma too many."""
    return [
        '"29990151","Bernd","Kessler, Dipl.-Ing.","b.kessler@kessler-pumpen.de",0711 / 884210,,"Technischer Leiter"',
        "29990201,Sarah,Whitmore,s.whitmore@whitmore-foods.co.uk,+44 113 2960011,,Plant Manager,Whitmore, Foods, Ltd",
    ]
