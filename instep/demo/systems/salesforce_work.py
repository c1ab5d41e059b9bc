"""What did reps and their tools note in the CRM? Calls and e-mails (tasks) and meetings (events)."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.demo.arrays import Flags, Floats, Ints
from instep.demo.export import DAY, flags, only, pick, record_ids, stamped, whole, write_csv
from instep.demo.market import CHANNELS
from instep.demo.systems.salesforce_ids import contact_ids, lead_ids, opportunity_ids
from instep.demo.weeks import next_working
from instep.demo.words import lines
from instep.demo.world import World

AUTOMATED, FIRST, CALL, MAIL = range(4)
SUBJECTS = ("sales/automated", "sales/first_calls", "sales/calls", "sales/mails")


@dataclass(frozen=True)
class Notes:
    """One position per note: about whom, when, of what kind."""

    person: Ints
    at: Floats
    kind: Ints


def write_tasks(world: World, folder: Path) -> int:
    notes = _in_order(world, [_automated(world), _first(world), _chasing(world), _selling(world)])
    is_call = (notes.kind == FIRST) | (notes.kind == CALL)
    about = _about(world, notes)
    luck = world.draws.uniform("task detail", len(notes.at))
    owner = pick([rep.record_id for rep in world.reps], world.people.rep[notes.person])
    return write_csv(
        folder / "Task.csv",
        {
            "Id": record_ids("00T", np.arange(len(notes.at))),
            **about,
            "Subject": _subject(world, notes, luck),
            "Type": pick(("Email", "Call"), is_call.astype(np.int64)),
            "TaskSubtype": pick(("Email", "Call"), is_call.astype(np.int64)),
            "CallType": only(pick(("Outbound",), np.zeros(len(luck), np.int64)), is_call),
            "CallDurationInSeconds": only(whole(20 + 900 * luck**2), is_call),
            "Status": pick(("Completed",), np.zeros(len(luck), np.int64)),
            "IsAutomated__c": flags(notes.kind == AUTOMATED),
            "OwnerId": owner,
            "CreatedById": pc.if_else(pa.array(notes.kind == AUTOMATED), world.automation.record_id, owner),
            "ActivityDate": stamped(notes.at, DAY),
            "CreatedDate": stamped(notes.at),
            "CompletedDateTime": stamped(notes.at),
            "IsDeleted": flags(np.zeros(len(luck), dtype=np.bool_)),
        },
        is_quoted=True,
    )


def write_events(world: World, folder: Path) -> int:
    notes = _in_order(world, [_meetings(world)])
    luck = world.draws.uniform("event detail", len(notes.at))
    return write_csv(
        folder / "Event.csv",
        {
            "Id": record_ids("00U", np.arange(len(notes.at))),
            **_about(world, notes),
            "Subject": pick(lines("sales/meetings"), (luck * len(lines("sales/meetings"))).astype(np.int64)),
            "Type": pick(("Meeting",), np.zeros(len(luck), np.int64)),
            "StartDateTime": stamped(notes.at),
            "EndDateTime": stamped(notes.at + np.where(luck < 0.5, 0.5, 1.0)),
            "OwnerId": pick([rep.record_id for rep in world.reps], world.people.rep[notes.person]),
            "CreatedDate": stamped(notes.at - 24),
            "IsDeleted": flags(np.zeros(len(luck), dtype=np.bool_)),
        },
        is_quoted=True,
    )


def _automated(world: World) -> Notes:
    """The confirmation that goes out within minutes. It answers nobody."""
    person = np.flatnonzero(world.history.is_ready)
    at = world.funnel.ready_at[person] + 0.04 + 0.06 * world.draws.uniform("automated", len(person))
    return Notes(person, at, np.full(len(person), AUTOMATED))


def _first(world: World) -> Notes:
    person = np.flatnonzero(world.history.is_touched)
    kind = np.where(world.draws.uniform("first kind", len(person)) < 0.72, FIRST, MAIL)
    return Notes(person, world.funnel.touch_at[person], kind)


def _chasing(world: World) -> Notes:
    """More attempts in the days after the first, until somebody decides."""
    person = _repeated(world, "chasing", world.history.is_touched, 1.6)
    lag = 24 * (0.8 + 9 * world.draws.uniform("chasing lag", len(person)) ** 1.5)
    end = np.where(world.history.is_opened, world.funnel.opened_at, world.funnel.touch_at + 240)[person]
    return _at_work(world, "chasing", person, np.minimum(world.funnel.touch_at[person] + lag, end))


def _selling(world: World) -> Notes:
    person = _repeated(world, "selling", world.history.is_opened, 3.4)
    return _at_work(world, "selling", person, _within_deal(world, "selling", person))


def _meetings(world: World) -> Notes:
    person = _repeated(world, "meetings", world.history.is_opened, 1.7)
    return _at_work(world, "meetings", person, _within_deal(world, "meetings", person))


def _within_deal(world: World, name: str, person: Ints) -> Floats:
    opened_at, closed_at = world.funnel.opened_at[person], world.funnel.closed_at[person]
    return opened_at + (closed_at - opened_at) * world.draws.uniform(f"{name} moment", len(person))


def _repeated(world: World, name: str, who: Flags, mean: float) -> Ints:
    times = world.draws.stream(f"{name} count").poisson(mean * world.touches, len(who))
    return np.repeat(np.arange(len(who)), np.where(who, times, 0))


def _at_work(world: World, name: str, person: Ints, at: Floats) -> Notes:
    at = next_working(at, 4 * world.draws.uniform(f"{name} morning", len(person)))
    return Notes(person, at, np.where(world.draws.uniform(f"{name} kind", len(person)) < 0.55, CALL, MAIL))


def _in_order(world: World, notes: list[Notes]) -> Notes:
    """All that lies in the past, oldest first."""
    person = np.concatenate([part.person for part in notes])
    at = np.concatenate([part.at for part in notes])
    kind = np.concatenate([part.kind for part in notes])
    order = np.lexsort((kind, person, at))
    order = order[at[order] < world.until]
    return Notes(person[order], at[order], kind[order])


def _about(world: World, notes: Notes) -> dict[str, pa.Array]:
    """The lead, until it was converted; then the contact and the opportunity."""
    is_deal = world.history.is_opened[notes.person] & (notes.at >= world.funnel.opened_at[notes.person])
    who = pc.if_else(pa.array(is_deal), contact_ids(notes.person), lead_ids(notes.person))
    return {"WhoId": who, "WhatId": only(opportunity_ids(notes.person), is_deal)}


def _subject(world: World, notes: Notes, luck: Floats) -> pa.Array:
    """First calls and confirmations name what the person asked for; the others are drawn."""
    lists = [lines(name) for name in SUBJECTS]
    starts = np.cumsum([0, *(len(words) for words in lists)])[:4]
    sizes = np.array([len(words) for words in lists])
    drawn = (luck * sizes[notes.kind]).astype(np.int64)
    asked = np.where(notes.kind <= FIRST, _asked_for(world)[notes.person], drawn)
    return pick([subject for words in lists for subject in words], starts[notes.kind] + asked)


def _asked_for(world: World) -> Ints:
    """0 a demo, 1 a download, 2 a webinar, 3 nothing in particular: the order of both lists of subjects."""
    by_channel = {"Content syndication": 1, "Webinar": 2}
    usual = np.array([by_channel.get(channel.name, 3) for channel in CHANNELS])
    return np.where(world.funnel.is_demo_request, 0, usual[world.funnel.channel])
