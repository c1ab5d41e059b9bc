"""Which columns does a table have at this customer: those that we know, and those that the customer made?"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from instep.sources.connectors.rest.answering import Unanswered
from instep.sources.connectors.rest.asking import pages
from instep.sources.connectors.rest.rows import found, objects
from instep.sources.connectors.system import Listed

log = logging.getLogger(__name__)


def widened(client: Any, listed: Listed, columns: Sequence[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """Our columns, then the customer's own; who may not see the list gets ours alone."""
    try:
        there = list(_there(client, listed, words))
    except Unanswered as refused:
        log.info("which columns %s has is not told: %s", words.get("table"), refused)
        return tuple(columns)
    names = {f"{listed.prefix}{found(each, listed.name)}" for each in there}
    ours = [name for name in columns if name in names or not listed.is_strict]
    own = sorted(f"{listed.prefix}{found(each, listed.name)}" for each in there if _is_own(each, listed))
    return (*ours, *_fitting([name for name in own if name not in columns], ours, listed))


def _there(client: Any, listed: Listed, words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for page in pages(client, listed.ask, words, None, None):
        for row in objects(page[0], listed.ask):
            if not any(found(row, name) in values for name, values in listed.leave.items()):
                yield row


def _is_own(column: dict[str, Any], listed: Listed) -> bool:
    return all(found(column, name) == said for name, said in listed.own.items())


def _fitting(own: Sequence[str], ours: Sequence[str], listed: Listed) -> Iterator[str]:
    """A question can't be of any length."""
    room = listed.letters - sum(len(name) + 3 for name in ours)
    for name in own:
        room -= len(name) + 3
        if room < 0:
            log.warning("%s and the columns after it are too many for one question", name)
            return
        yield name
