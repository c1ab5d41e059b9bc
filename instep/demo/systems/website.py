"""What did the website see? Page views, a name once a form is filled in, and tracked events, as Segment sends them."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa

from instep.demo.arrays import Flags, Floats, Ints
from instep.demo.export import stamped
from instep.demo.market import CHANNELS
from instep.demo.systems.views import Sight
from instep.demo.weeks import next_working
from instep.demo.words import lines
from instep.demo.world import World

PAGE, IDENTIFY, TRACK = range(3)
TRACKED = ("Calculator Used", "Content Downloaded", "Video Played", "Search Used")


def write_events(world: World, folder: Path) -> int:
    person, at, kind, is_named = _visits(world)
    luck = world.draws.uniform("page", len(person))
    columns = (
        person.tolist(),
        stamped(at, "%Y-%m-%dT%H:%M:%S").to_pylist(),
        np.arange(len(at)).tolist(),
        kind.tolist(),
        is_named.tolist(),
        (luck * 10_000).astype(np.int64).tolist(),
    )
    told = _Telling(world)
    with (folder / "events.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(map(told.line, *columns))
        file.write('{"type":"page","anonymousId":"7c1f0a52-cut","timestamp":"2026-0\n{"type":"page","anonym\n')
    return len(person) + 2


def _visits(world: World) -> tuple[Ints, Floats, Ints, Flags]:
    """Online leads look around before they give their name; everyone on the web comes back now and then."""
    count, lead_at = len(world.persons), world.funnel.lead_at
    is_online = np.array([channel.is_online for channel in CHANNELS])[world.funnel.channel]
    stream = world.draws.stream("visits")
    before = np.repeat(np.arange(count), np.where(is_online, 1 + stream.poisson(1.3 * world.touches, count), 0))
    interest = 2.2 * world.touches * (1 + 1.2 * world.history.is_ready)
    after = np.repeat(np.arange(count), np.where(is_online, stream.poisson(interest), 0))
    named = np.flatnonzero(is_online)
    tracked = np.flatnonzero(is_online & (stream.random(count) < 0.3))
    ahead = lead_at[before] - 24 * np.floor(9 * stream.random(len(before)) ** 3) - stream.random(len(before))
    back = next_working(lead_at[after] + 24 * 60 * stream.random(len(after)) ** 2, 4 * stream.random(len(after)))
    at = np.concatenate([ahead, back, lead_at[named], lead_at[tracked] + 0.01 + stream.random(len(tracked))])
    person = np.concatenate([before, after, named, tracked])
    kind = np.repeat([PAGE, PAGE, IDENTIFY, TRACK], [len(before), len(after), len(named), len(tracked)])
    is_named = np.arange(len(at)) >= len(before)
    order = np.lexsort((kind, person, at))
    order = order[(at[order] < world.until) & (at[order] >= world.start)]
    return person[order], at[order], kind[order], is_named[order]


class _Telling:
    """One visit as one line of JSON. Texts are prepared once: there are hundreds of thousands of lines."""

    def __init__(self, world: World) -> None:
        self.campaign = world.campaign.tolist()
        self.context = [_context(world, number) for number in range(len(world.campaigns))]
        self.pages = [_page(line) for line in lines("marketing/pages")]
        self.visitor = [_visitor(number) for number in world.draws.below("visitor", 2**48, len(world.persons)).tolist()]
        self.user = pa.array(Sight(world).everyone + 500_013).cast(pa.string()).to_pylist()
        self.traits = _traits(world)

    def line(self, person: int, at: str, number: int, kind: int, is_named: bool, luck: int) -> str:
        user = f'"{self.user[person]}"' if is_named else "null"
        told = (
            f'"anonymousId":"{self.visitor[person]}","userId":{user},"timestamp":"{at}.{luck % 1000:03d}Z",'
            f'"messageId":"ajs-{number:07x}-{luck:04x}","context":{self.context[self.campaign[person]]}'
        )
        if kind == PAGE:
            return f'{{"type":"page",{self.pages[luck % len(self.pages)]},{told}}}\n'
        if kind == IDENTIFY:
            return f'{{"type":"identify","traits":{self.traits[person]},{told}}}\n'
        return f'{{"type":"track","event":"{TRACKED[luck % 4]}","properties":{{"product":"maintenance"}},{told}}}\n'


def _context(world: World, number: int) -> str:
    campaign = world.campaigns[number]
    channel = next(channel for channel in CHANNELS if channel.name == campaign.channel)
    utm = {"source": channel.utm_source, "medium": channel.utm_medium, "name": campaign.slug}
    library = {"name": "analytics.js", "version": "2.11.1"}
    is_organic = channel.utm_medium == "organic"
    known = {"page": {"referrer": "https://www.google.com/"}} if is_organic else {"campaign": utm}
    return json.dumps({"library": library, **known}, separators=(",", ":"))


def _page(line: str) -> str:
    path, _, title = line.partition(" ")
    properties = {"path": path, "title": title, "url": f"https://www.vibrona.com{path}"}
    return f'"name":{json.dumps(title)},"properties":{json.dumps(properties, separators=(",", ":"))}'


def _visitor(number: int) -> str:
    text = f"{number:012x}"
    return f"{text[:8]}-{text[8:]}-4{text[1:4]}-9{text[4:7]}-{text[::-1]}"


def _traits(world: World) -> list[str]:
    email = Sight(world).form_email
    return [
        json.dumps(
            {"email": email[place], "firstName": person.first_name, "lastName": person.last_name,
             "company": {"name": person.company.short_name}},
            ensure_ascii=False, separators=(",", ":"),
        )
        for place, person in enumerate(world.persons)
    ]  # fmt: skip
