"""What does the service desk export? Tickets of customers, with local times and the name turned round."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from instep.demo.arrays import Floats, Ints
from instep.demo.export import only, pick, spoil, stamped, whole, write_csv
from instep.demo.market import PRODUCTS
from instep.demo.persons import Person, role_mailbox
from instep.demo.weeks import next_working, summer_time
from instep.demo.words import lines
from instep.demo.world import World

GROUPS = ("Support", "Support", "Technical support")


@dataclass(frozen=True)
class Tickets:
    """One position per ticket, oldest first."""

    person: Ints
    opened_at: Floats
    replied_at: Floats
    solved_at: Floats
    luck: Floats


def tickets(world: World) -> Tickets:
    """Customers ask more in their first months; a few prospects ask before they buy."""
    won_at = np.where(world.history.is_won, world.funnel.closed_at, np.nan)
    months = np.nan_to_num(np.clip((world.until - won_at) / 730, 0, 24))
    chance = 0.5 * np.sqrt(months) * world.touches * 2 + 0.04 * world.history.is_touched
    count = world.draws.stream("tickets").poisson(chance)
    person = np.repeat(np.arange(len(count)), count)
    since = np.where(np.isnan(won_at), world.funnel.touch_at, won_at)[person]
    share = world.draws.uniform("ticket moment", len(person))
    at = next_working(
        since + (world.until - since) * share**1.4, 3 * world.draws.uniform("ticket morning", len(person))
    )
    order = np.lexsort((person, at))
    order = order[at[order] < world.until]
    person, at = person[order], at[order]
    luck = world.draws.uniform("ticket luck", len(person))
    replied_at = next_working(at + np.exp(0.4 + 1.1 * world.draws.normal("reply", len(person))), luck)
    solved_at = next_working(replied_at + np.exp(2.8 + 1.2 * world.draws.normal("solving", len(person))), 2 * luck)
    return Tickets(person, at, replied_at, solved_at, luck)


def write_tickets(world: World, folder: Path) -> int:
    asked = tickets(world)
    luck, people = asked.luck, [world.persons[spot] for spot in asked.person.tolist()]
    subjects, agents = lines("service/tickets"), lines("service/agents")
    is_solved = asked.solved_at < world.until
    rows = write_csv(
        folder / "tickets.csv",
        {
            "ID": whole(np.arange(len(luck)) + 10_241),
            "Subject": pick(subjects, (luck * len(subjects)).astype(np.int64)),
            "Status": pick(("Open", "Solved", "Closed"), is_solved.astype(np.int64) * (1 + (luck < 0.8))),
            "Priority": pick(("Low", "Normal", "High", "Urgent"), _priority(luck)),
            "Ticket type": pick(("Question", "Incident", "Problem", "Task"), (luck * 997).astype(np.int64) % 4),
            "Via": pick(("Mail", "Web form", "Phone"), (luck * 9973).astype(np.int64) % 3),
            "Requester": [f"{person.last_name}, {person.first_name}" for person in people],
            "Requester id": whole(requester_id(asked.person)),
            "Requester email": [_email(person, value) for person, value in zip(people, luck.tolist(), strict=True)],
            "Organization": [person.company.short_name.upper() for person in people],
            "Assignee": pick(agents, (luck * 499).astype(np.int64) % len(agents)),
            "Group": pick(GROUPS, (luck * 97).astype(np.int64) % 3),
            "Product": pick([product.billing_name for product in PRODUCTS], world.people.product[asked.person]),
            "Created at": local(asked.opened_at),
            "First reply at": only(local(asked.replied_at), asked.replied_at < world.until),
            "First reply time in minutes": only(
                whole(60 * (asked.replied_at - asked.opened_at)), asked.replied_at < world.until
            ),
            "Solved at": only(local(asked.solved_at), is_solved),
            "Satisfaction Score": pick(("Not offered", "Offered", "Good", "Bad"), _score(asked, world.until)),
        },
    )
    return rows + spoil(folder / "tickets.csv", ["99817,Gateway offline, again,Open,High"])


def write_users(world: World, folder: Path) -> int:
    place = np.unique(tickets(world).person)
    people = [world.persons[spot] for spot in place.tolist()]
    dice = world.draws.dice("zendesk users")
    return write_csv(
        folder / "users.csv",
        {
            "id": whole(requester_id(place)),
            "name": [f"{person.last_name}, {person.first_name}" for person in people],
            "email": [person.email for person in people],
            "phone": [
                None if dice.random() < 0.4 else person.phone.spelt(dice.choice((0, 1, 1, 3, 5))) for person in people
            ],
            "organization": [person.company.short_name.upper() for person in people],
            "role": ["end-user"] * len(people),
            "locale": [person.company.country.lower() for person in people],
            "created_at": local(np.minimum(world.funnel.touch_at[place] + 1, world.until)),
        },
    )


def write_ratings(world: World, folder: Path) -> int:
    asked = tickets(world)
    score = _score(asked, world.until)
    rated = np.flatnonzero(score >= 2)
    is_good, luck = score[rated] == 2, world.draws.uniform("comment", len(rated))
    good, bad = lines("service/comments_good"), lines("service/comments_bad")
    comment = np.where(is_good, (luck * 5).astype(np.int64), 5 + (luck * 5).astype(np.int64))
    return write_csv(
        folder / "satisfaction_ratings.csv",
        {
            "id": whole(rated * 3 + 880_021),
            "ticket_id": whole(rated + 10_241),
            "requester_id": whole(requester_id(asked.person[rated])),
            "score": pick(("bad", "good"), is_good.astype(np.int64)),
            "comment": only(pick([*good, *bad], comment), (luck * 100).astype(np.int64) % 3 == 0),
            "created_at": local(_rated_at(world, asked)[rated]),
        },
    )


def _rated_at(world: World, asked: Tickets) -> Floats:
    return np.minimum(next_working(asked.solved_at + 1 + 30 * asked.luck, asked.luck), world.until - 0.1)


def requester_id(person: Ints) -> Ints:
    return 361_200_400_115 + person * 137


def local(at: Floats) -> pa.Array:
    """Central European time with its offset, as the desk is set up in Copenhagen."""
    is_summer = summer_time(at)
    winter, warm = stamped(at + 1, "%Y-%m-%d %H:%M:%S +0100"), stamped(at + 2, "%Y-%m-%d %H:%M:%S +0200")
    return pa.compute.if_else(pa.array(is_summer), warm, winter)


def _email(person: Person, luck: float) -> str:
    if luck < 0.06:
        return role_mailbox(person.company)
    return person.email.replace("@", "+support@") if luck > 0.96 else person.email


def _priority(luck: Floats) -> Ints:
    return np.searchsorted([0.25, 0.75, 0.94], (luck * 31) % 1)


def _score(asked: Tickets, until: float) -> Ints:
    """Asked after a solution, answered by a third; a slow first reply is remembered."""
    is_slow = asked.replied_at - asked.opened_at > 8
    luck = (asked.luck * 7919) % 1
    answered = np.where(luck < np.where(is_slow, 0.14, 0.3), 2, np.where(luck < 0.36, 3, 1))
    return np.where(asked.solved_at < until, answered, 0)
