"""For which values is a question asked, one after the other: each audience, each record that changed?"""

from collections.abc import Iterator, Mapping
from itertools import batched
from typing import Any

from instep.sources.connectors.feed import NeedsEverything, Place
from instep.sources.connectors.rest.asking import pages
from instep.sources.connectors.rest.rows import found, objects
from instep.sources.connectors.system import Over

type Words = Mapping[str, str]


def each(client: Any, over: Over | None, words: Words, since: str | None) -> list[Words]:
    """The words of each question; without anything to go over there is one."""
    if over is None:
        return [words]
    values = dict.fromkeys([*over.values, *_asked_for(client, over, words, since)])
    return [{**words, over.name: ",".join(part)} for part in batched(values, over.batch)]


def begun(asked: list[Words], over: Over | None, place: Place | None) -> int:
    """The question to go on with; a value that is not there any more means all of them."""
    if over is None or not place or "over" not in place:
        return 0
    return next((at for at, words in enumerate(asked) if words[over.name] == place["over"]), 0)


def _asked_for(client: Any, over: Over, words: Words, since: str | None) -> Iterator[str]:
    if over.ask is None:
        return
    count = 0
    for page in pages(client, over.ask, words, since, None):
        rows = objects(page[0], over.ask)
        count += len(rows)
        if over.ask.at_most and count >= over.ask.at_most:
            raise NeedsEverything(f"more than {over.ask.at_most:,} records changed: all were read")
        yield from (str(found(row, over.value)) for row in rows)
