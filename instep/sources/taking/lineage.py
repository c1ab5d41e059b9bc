"""Where did a mapping come from: did people say it, or was it found and only kept for next time?

A kept mapping that is word for word the one of the last delivery says nothing new; whatever else stands in its file,
people wrote. What was found goes back when its delivery is undone, what people said stays.
"""

from functools import lru_cache
from pathlib import Path

import yaml

from instep.sources.mapping import Mapping, from_dict
from instep.sources.saved_mappings import place, slug
from instep.sources.taking.alone import durably
from instep.sources.taking.batch import Batch, counting
from instep.warehouse.home import Home


def mapping_of(batch: Batch) -> Mapping:
    """The mapping that a delivery was read with."""
    return _read(batch.mapping)


@lru_cache(256)
def _read(text: str) -> Mapping:
    """Thousands of live deliveries have the same one."""
    return from_dict(yaml.safe_load(text))


def is_found(home: Home, source: str, mapping: Mapping) -> bool:
    """Whether nobody had a hand in the mapping that is kept for this table, if one is."""
    path = place(home, source, mapping.table, mapping.fingerprint)
    return not path.exists() or path.name not in said_by_people(home, source)


def said_by_people(home: Home, source: str) -> dict[str, str]:
    """The kept mappings that people wrote or gave, by file name."""
    last = _last_words(home, source)
    texts = {path.name: path.read_text(encoding="utf-8") for path in kept(home, source)}
    return {name: text for name, text in texts.items() if name not in last or not _is_same(last[name], text)}


def rewind(there: Home, source: str) -> None:
    """Let the trial know the mappings as its own deliveries left them."""
    for path in kept(there, source):
        path.unlink()
    for batch in _last_words(there, source).values():
        remember(there, batch)


def remember(home: Home, batch: Batch) -> None:
    """Keep the mapping of a delivery for the next one."""
    write(home, batch.source, _name(batch), batch.mapping)


def write(home: Home, source: str, name: str, text: str) -> None:
    path = home.mappings / slug(source) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    durably(path, text)


def kept(home: Home, source: str) -> list[Path]:
    return sorted((home.mappings / slug(source)).glob("*.yaml"))


def _last_words(home: Home, source: str) -> dict[str, Batch]:
    """By the name of its file, the delivery that last used a mapping."""
    found = (batch for batch in counting(home, slug(source)) if batch.mapping and not batch.mends)
    return {_name(batch): batch for batch in found}


def _name(batch: Batch) -> str:
    mapping = mapping_of(batch)
    return place(NOWHERE, batch.source, mapping.table, mapping.fingerprint).name


def _is_same(batch: Batch, text: str) -> bool:
    return batch.is_recognised and batch.mapping == text


NOWHERE = Home(Path())
