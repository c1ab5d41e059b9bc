"""Which id does each group of records have, so that nobody's id changes without need?

An id stays with the group that has most of its records. Where two groups have as many, it stays with those who had it
longer; so whatever is taken apart again finds its former ids. Only a group that has none yet gets a new one, made from
its smallest record. Nothing of this depends on the order in which records come.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import md5
from itertools import count
from typing import Any, NamedTuple

from instep.warehouse.tables import Read

STAYS = """
    select record_key, entity, from_at, until_at
    from kept.membership
    where entity_kind = '{kind}' and entity in (
        select entity from kept.membership where record_key in (select record_key from identity.{kind}_record)
    )
"""


class Stay(NamedTuple):
    """A record belonged to an entity from then on; until now, or until it left."""

    record_key: str
    entity: str
    from_at: datetime
    until_at: datetime | None


class Group(NamedTuple):
    """Records that are one; those that anybody may have made come last."""

    records: Sequence[str]
    known_count: int

    @property
    def counted(self) -> Sequence[str]:
        """What anybody may say never decides about an id that trusted records have."""
        return self.records[: self.known_count] or self.records


@dataclass
class Claim:
    """A group's right to an id that some of its records had."""

    top: str
    entity: str
    is_public: bool
    held: list[Stay] = field(default_factory=list)

    def by_size(self) -> tuple[Any, ...]:
        return self.is_public, -len(self.held), min(stay.from_at for stay in self.held), self.entity, self.top

    def by_age(self) -> tuple[Any, ...]:
        left_at = max(stay.until_at or stay.from_at for stay in self.held)
        return self.is_public, -left_at.timestamp(), -len(self.held), self.entity, self.top


def stays_of(read: Read, kind: str) -> list[Stay]:
    """All stays in entities to which any of these records ever belonged."""
    columns = read(STAYS.format(kind=kind)).columns
    return [Stay(*row) for row in zip(*(column.to_pylist() for column in columns), strict=True)]


def ids(prefix: str, groups: Mapping[str, Group], stays: Iterable[Stay]) -> dict[str, str]:
    """The id of each group, by the record under which the group is known."""
    stays = list(stays)
    top_of = {record: top for top, group in groups.items() for record in group.counted}
    here = {record for group in groups.values() for record in group.records}
    now = [stay for stay in stays if stay.until_at is None]
    given = _granted(sorted(_claims(groups, top_of, now), key=Claim.by_size), {})
    elsewhere = {stay.entity for stay in now if stay.record_key not in here}
    former = _claims(groups, top_of, (stay for stay in stays if stay.until_at is not None))
    free = (claim for claim in former if claim.entity not in elsewhere)
    given = _granted(sorted(free, key=Claim.by_age), given)
    taken = elsewhere | set(given.values())
    for top in sorted(groups.keys() - given.keys()):
        given[top] = next(new for new in _new(prefix, groups[top].records) if new not in taken)
        taken.add(given[top])
    return given


def _claims(groups: Mapping[str, Group], top_of: Mapping[str, str], stays: Iterable[Stay]) -> Iterable[Claim]:
    claims: dict[tuple[str, str], Claim] = {}
    for stay in stays:
        top = top_of.get(stay.record_key)
        if top is not None:
            claim = claims.get((top, stay.entity))
            if claim is None:
                claim = claims[top, stay.entity] = Claim(top, stay.entity, not groups[top].known_count)
            claim.held.append(stay)
    return claims.values()


def _granted(claims: Iterable[Claim], given: Mapping[str, str]) -> dict[str, str]:
    """Each id to one group and each group one id: the best claim first."""
    found, taken = dict(given), set(given.values())
    for claim in claims:
        if claim.top not in found and claim.entity not in taken:
            found[claim.top] = claim.entity
            taken.add(claim.entity)
    return found


def _new(prefix: str, records: Sequence[str]) -> Iterator[str]:
    """Made from the smallest record; from a later one, or a number with it, where that id was given away."""
    for number in count(1):
        for record in records:
            yield entity_id(prefix, record if number == 1 else f"{record}~{number}")


def entity_id(prefix: str, record_key: str) -> str:
    return f"{prefix}_{md5(record_key.encode(), usedforsecurity=False).hexdigest()[:12]}"
