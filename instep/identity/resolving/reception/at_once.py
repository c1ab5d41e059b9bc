"""Somebody comes in: do we know them, and to whom do they belong from now on?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from instep.identity.resolving.joining.groups import Refusal
from instep.identity.resolving.reception.arrival import Arrivals, Record
from instep.identity.resolving.reception.deciding import Decided, decided, pairs_of, ties
from instep.identity.resolving.reception.keeping import keep
from instep.identity.resolving.resolution import entity_id, scores_of
from instep.identity.resolving.review import Refused
from instep.identity.resolving.scoring.model import Model, probability_of
from instep.identity.resolving.state import State

NEAR = """select near.rid, near.entity_id, near.record_id
    from (
        select one as rid from temp.pair where one < :first union select other from temp.pair where other < :first
    ) as met
    cross join main.record as mine on mine.rid = met.rid
    cross join main.record as near on near.entity_id = mine.entity_id
    where near.rid not in (select rid from temp.leaving)
        and not exists (select 1 from main.twin where twin.other = near.rid)
    order by near.rid"""


@dataclass(frozen=True)
class Place:
    """Where a record belongs."""

    record_id: str
    entity_id: str
    is_known: bool
    """The entity has records that were there before."""
    probability: float
    """How sure that is."""
    like: str | None
    """The record that speaks for it most."""


@dataclass(frozen=True)
class Found:
    places: tuple[Place, ...]
    """In the order in which the records were given."""
    refused: tuple[Refused, ...]

    def told(self) -> str:
        known = sum(place.is_known for place in self.places)
        fresh = f"{known:,} of {len(self.places):,} records are of somebody who is known"
        return f"{fresh}; {len(self.refused):,} joins were refused."


class Repeated(ValueError):
    """Two of those who come in have the same id."""


class Reception:
    """Open for as long as records come in; each thread and each process opens its own."""

    def __init__(self, state: State, model: Model) -> None:
        self._state, self._model = state, model
        self._index = state.index()
        self._arrivals = Arrivals(self._index, model.subject)

    def last_line(self) -> int:
        """Where records are called by their line: the last."""
        (last,) = self._index.execute("select coalesce(max(cast(record_id as integer)), 0) from main.record").fetchone()
        return int(last)

    def find(self, records: Sequence[Record]) -> Found:
        """Who they are, if they came in now; nothing is kept."""
        with self._transaction("begin"):
            return self._found(self._look_at(records))

    def add(self, records: Sequence[Record]) -> Found:
        """From now on they belong to somebody; one that has the id of a kept record takes its place."""
        with self._transaction("begin immediate"):
            numbers = self._look_at(records)
            found = self._found(numbers)
            rows = [
                (number, place.record_id, place.entity_id, round(place.probability, 4))
                for number, place in zip(numbers, found.places, strict=True)
            ]
            keep(self._index, self._model.subject, numbers.start, rows)
        self._state.add_to_review(found.refused)
        return found

    def close(self) -> None:
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _look_at(self, records: Sequence[Record]) -> range:
        ids = Counter(record["record_id"] for record in records)
        if twice := [str(name) for name, count in ids.items() if count > 1]:
            raise Repeated(f"record id {twice[0]} comes more than once")
        return self._arrivals.look_at(records)

    def _found(self, new: range) -> Found:
        one, other, patterns = self._arrivals.compared()
        pairs = pairs_of(one, other, scores_of(self._model, patterns))
        near = self._index.execute(NEAR, {"first": new.start}).fetchall()
        entities = {number: entity for number, entity, _ in near}
        said = decided(new, entities, pairs)
        home = {record: group[0] for group in said.groups for record in group}
        written = dict(self._index.execute("select rid, record_id from temp.record"))
        written |= {number: record_id for number, _, record_id in near}
        names = self._names(said, new, entities, written)
        places = (
            Place(
                written[record], names[home[record]], home[record] < new.start, tie.probability, written.get(tie.like)
            )
            for record, tie in ties(new, home, pairs).items()
        )
        return Found(tuple(places), tuple(_refused(each, written) for each in said.refusals))

    def _names(self, said: Decided, new: range, entities: dict[int, str], written: dict[int, str]) -> dict[int, str]:
        """Entities keep their ids; new ones get theirs from their smallest record."""
        return {
            group[0]: entities[group[0]]
            if group[0] < new.start
            else self._free_id(min(written[each] for each in group))
            for group in said.groups
        }

    def _free_id(self, record_id: str) -> str:
        """An id that nobody has: the record may have been somebody else's before."""
        name = entity_id(self._model.subject.prefix, record_id)
        while self._index.execute("select 1 from main.record where entity_id = ?", [name]).fetchone():
            name = entity_id(self._model.subject.prefix, name)
        return name

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._index.execute(begin)
        try:
            yield
        except BaseException:
            self._index.execute("rollback")
            raise
        self._index.execute("commit")


def _refused(refusal: Refusal, written: dict[int, str]) -> Refused:
    return Refused(written[refusal.one], written[refusal.other], probability_of(refusal.score), refusal.reason)
