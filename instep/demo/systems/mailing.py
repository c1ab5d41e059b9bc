"""What did the marketing tool send, and who opened, clicked or filled in a form?"""

from pathlib import Path

import numpy as np
import pyarrow as pa

from instep.demo.arrays import Floats, Ints
from instep.demo.export import MINUTE, only, pick, spoil, stamped, whole, write_csv
from instep.demo.market import CHANNELS
from instep.demo.systems.views import Sight
from instep.demo.weeks import next_working
from instep.demo.words import lines
from instep.demo.world import World

SENT, OPEN, CLICK = range(3)
DEMO = 6
NURTURE_DAYS = np.array([0.1, 3, 7, 14, 28, 45])
MONTH = 24 * 30.4
FORM = {"Webinar": 0, "Content syndication": 1, "Event": 4, "Organic search": 5}


def write_email_events(world: World, folder: Path) -> int:
    person, mail, at = _sent(world)
    luck = world.draws.uniform("opened", len(person))
    opened = np.flatnonzero(luck < 0.36)
    clicked = np.flatnonzero(luck < 0.09)
    row = np.concatenate([np.arange(len(person)), opened, clicked])
    kind = np.repeat([SENT, OPEN, CLICK], [len(person), len(opened), len(clicked)])
    read_at = next_working(at + 0.05 + 30 * luck**0.5, 4 * world.draws.uniform("reading", len(person)))
    when = np.where(kind == SENT, at[row], read_at[row] + 0.05 * kind)
    order = np.lexsort((kind, row, when))
    order = order[when[order] < world.until]
    rows = _write_events(world, folder, person[row][order], mail[row][order], when[order], kind[order])
    return rows + spoil(folder / "email_events.csv", _broken_events())


def _write_events(world: World, folder: Path, person: Ints, mail: Ints, at: Floats, kind: Ints) -> int:
    sight = Sight(world)
    names = [*lines("marketing/nurture"), *lines("marketing/newsletters")]
    pages = [line.partition(" ")[0] for line in lines("marketing/pages")]
    link = pick([f"https://www.vibrona.com{page}" for page in pages], mail * 7 % len(pages))
    return write_csv(
        folder / "email_events.csv",
        {
            "Event ID": whole(np.arange(len(at)) * 3 + 700_100_013),
            "Event Type": pick(("SENT", "OPEN", "CLICK"), kind),
            "Recipient": pa.array(sight.form_email.tolist()).take(pa.array(person)),
            "Contact ID": whole(sight.contact_number(person)),
            "Email Name": pick(names, mail),
            "Email Campaign ID": whole(55_010 + mail),
            "Created": stamped(at, MINUTE),
            "URL": only(link, kind == CLICK),
        },
        is_quoted=True,
    )


def _sent(world: World) -> tuple[Ints, Ints, Floats]:
    """A series of welcome mails after the first contact, then newsletters on the second Tuesday or so of a month."""
    count, lead_at = len(world.persons), world.funnel.lead_at
    stays = world.draws.uniform("nurture", count * 6).reshape(count, 6) < 0.36 * world.touches
    person, step = np.nonzero(stays & (lead_at[:, None] + 24 * NURTURE_DAYS < world.until))
    months = np.floor((world.until - lead_at) / MONTH).astype(np.int64)
    letters = np.minimum(world.draws.stream("newsletters").poisson(1.3 * world.touches, count), months)
    reader = np.repeat(np.arange(count), letters)
    back = (world.draws.uniform("newsletter month", len(reader)) * months[reader]).astype(np.int64)
    sent_on: Floats = world.until - back.astype(np.float64) * MONTH - 120
    sent_at = next_working(sent_on, np.full(len(reader), 0.3))
    wait = 0.5 * world.draws.uniform("newsletter minute", len(reader))
    letter = 6 + (24 - back) % len(lines("marketing/newsletters"))
    at = np.concatenate([lead_at[person] + 24 * NURTURE_DAYS[step], sent_at + wait])
    return np.concatenate([person, reader]), np.concatenate([step, letter]), at


def write_form_submissions(world: World, folder: Path) -> int:
    """The form that made the lead, the demo request, and later downloads."""
    sight, funnel = Sight(world), world.funnel
    first = np.flatnonzero(~np.isin(funnel.channel, _offline()))
    asked = np.flatnonzero(world.history.is_ready & funnel.is_demo_request)
    more = np.flatnonzero(world.draws.uniform("another form", len(world.persons)) < 0.25 * world.touches)
    person = np.concatenate([first, asked, more])
    later = 24 * (2 + 80 * world.draws.uniform("form lag", len(world.persons))[more])
    at = np.concatenate([funnel.lead_at[first], funnel.ready_at[asked] - 0.02, funnel.lead_at[more] + later])
    form = np.concatenate([_first_form(world, first), np.full(len(asked), DEMO), more % 3])
    order = np.lexsort((form, person, at))
    order = order[at[order] < world.until]
    person, at, form = person[order], at[order], form[order]
    campaign = world.campaign[person]
    return write_csv(
        folder / "form_submissions.csv",
        {
            "Submission ID": whole(np.arange(len(at)) * 11 + 310_007),
            "Form Name": pick([*lines("marketing/forms"), "Demo request"], form),
            "Contact ID": whole(sight.contact_number(person)),
            "Email": pa.array(sight.form_email.tolist()).take(pa.array(person)),
            "Submitted At": stamped(at, MINUTE),
            "Page URL": pick(
                ["https://www.vibrona.com/demo", *(f"https://www.vibrona.com/{run.slug}" for run in world.campaigns)],
                np.where(form == DEMO, 0, campaign + 1),
            ),
            "Campaign ID": pick([run.record_id for run in world.campaigns], campaign),
            "Campaign Name": pick([run.name for run in world.campaigns], campaign),
        },
        is_quoted=True,
    )


def _offline() -> list[int]:
    return [place for place, channel in enumerate(CHANNELS) if not channel.is_online and channel.name != "Event"]


def _first_form(world: World, place: Ints) -> Ints:
    usual = np.array([FORM.get(channel.name, 3) for channel in CHANNELS])
    return usual[world.funnel.channel[place]]


def _broken_events() -> list[str]:
    """The last line of an export that was cut off."""
    return ['"799999999","OPEN","m.lindh@', '"799999998","CLICK"']
