"""Which records name a record that isn't there, name none, or are never named?"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from instep.audit.ground import Ground
from instep.sources.kind import kinds

NAME_OF = {"person": "full_name"}
BY_NAME = {
    "account_name": "account",
    "company_name": "account",
    "parent_name": "account",
    "owner_name": "owner",
    "product_name": "product",
    "campaign_name": "campaign",
    "person_name": "person",
}
LIKE = 0.8


@dataclass(frozen=True)
class Unknown:
    """A value that the list it refers to does not hold; `meant` is the entry it is probably a spelling of."""

    value: str
    count: int
    meant: str | None


@dataclass(frozen=True)
class Key:
    """How the records of one kind name the records of another."""

    kind: str
    target: str
    record_count: int
    empty_count: int
    unknown: tuple[Unknown, ...]
    listed_count: int
    unnamed: tuple[str, ...]
    """Listed, and never named by a record of this kind."""


def keys(ground: Ground) -> Iterator[Key]:
    """Every pair of kinds in which one names the other, and both were delivered."""
    for kind, fields in pointing().items():
        for target, names in fields.items():
            is_here = kind != target and ground.has(f"sources.{kind}", f"sources.{target}")
            if is_here and (key := _key(ground, kind, target, names)):
                yield key


def pointing() -> dict[str, dict[str, list[str]]]:
    """For each kind: which kinds its records name, and in which fields."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind in kinds().values():
        for field in kind.fields.values():
            target = field.refers_to or BY_NAME.get(field.name)
            if target in kinds() and not field.name.endswith("_refs"):
                found.setdefault(kind.name, {}).setdefault(str(target), []).append(field.name)
    return found


def _key(ground: Ground, kind: str, target: str, names: list[str]) -> Key | None:
    listed = _listed(ground, target)
    texts = [f'cast("{name}" as text)' for name in names]
    said = f"coalesce({', '.join(texts)})" if len(texts) > 1 else texts[0]
    sql = f'select {said} as said, count(*) as n from sources."{kind}" group by 1 order by n desc, said'  # noqa: S608
    counts = {each["said"]: int(each["n"]) for each in ground.warehouse.select(sql)}
    empty = counts.pop(None, 0) + counts.pop("", 0)
    entries = {entry for pair in listed for entry in pair if entry}
    known = {value for value in counts if value in entries}
    if not known:
        return None
    unknown = tuple(Unknown(value, n, _meant(value, listed)) for value, n in counts.items() if value not in known)
    meant = known | {one.meant for one in unknown}
    unnamed = tuple(name or id_ for id_, name in listed if id_ not in meant and name not in meant)
    return Key(kind, target, sum(counts.values()) + empty, empty, unknown, len(listed), unnamed)


def _listed(ground: Ground, target: str) -> list[tuple[str, str | None]]:
    fields = kinds()[target].fields
    name = NAME_OF.get(target, "name")
    shown = f'"{name}"' if name in fields else "cast(null as text)"
    sql = f'select distinct record_id, {shown} as name from sources."{target}" order by record_id'  # noqa: S608
    return [(each["record_id"], each["name"]) for each in ground.warehouse.select(sql)]


def _meant(value: str, listed: list[tuple[str, str | None]]) -> str | None:
    """The entry that differs only in spaces, signs, capitals and the order of its words, else the only one of which it
    has the initials, else one nearly the same; numbers are not guessed."""
    names = sorted({name for _, name in listed if name})
    plain, words = _plain(value), _named(value)
    same = [name for name in names if _plain(name) == plain or _named(name) == words]
    short = [] if same else [name for name in names if _is_short_for(words, _named(name))]
    same = short if len(short) == 1 else same
    if same or short or plain.isdigit() or len(names) > 20_000:
        return same[0] if same else None
    return next(iter(difflib.get_close_matches(value, names, 1, LIKE)), None)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _named(text: str) -> list[str]:
    """“Ude, Tom” and “Tom Ude” are one name."""
    return sorted(re.findall(r"[^\W_]+", text.casefold()))


def _is_short_for(words: list[str], whole: list[str]) -> bool:
    """“S. Roth” for “Sabine Roth”: one word at least in full, the others by their first letter."""
    first = sorted(word for word in words if len(word) == 1)
    rest = [word for word in words if len(word) > 1]
    left = [word for word in whole if word not in rest]
    return bool(first and rest) and len(words) == len(whole) and sorted(word[0] for word in left) == first
