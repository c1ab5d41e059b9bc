"""Who is who in these records? Evidence, candidates, scores, clusters."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import md5

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.identity.resolving.desk import AnyDesk, Desk
from instep.identity.resolving.joining.clusters import Joined, Numbers, Scores
from instep.identity.resolving.joining.kin import groups
from instep.identity.resolving.joining.twins import joined_with_twins
from instep.identity.resolving.review import Refused
from instep.identity.resolving.scoring.learning import Counted, learned
from instep.identity.resolving.scoring.model import Model, probability, probability_of
from instep.identity.resolving.scoring.patterns import unpacked
from instep.identity.resolving.subject import Subject

Keep = Callable[[Desk], None]
DRAWN = 80_000


@dataclass(frozen=True)
class Resolution:
    record_ids: pa.Array
    """Sorted: a record's number is its place in here."""
    joined: Joined
    probabilities: Scores
    model: Model
    groups: Numbers | None = None
    """For each record the smallest one of its group, where entities have groups."""

    def answer(self) -> pa.Table:
        """`record_id, entity_id, probability`, for companies also `group_id`; ids never depend on the order of data."""
        prefix = self.model.subject.prefix
        told = {"record_id": self.record_ids, "entity_id": self._ids(prefix, self.joined.entities)}
        told["probability"] = pc.round(pa.array(self.probabilities), 4)
        if self.groups is not None:
            told["group_id"] = self._ids(f"{prefix}g", self.groups)
        return pa.table(told)

    def _ids(self, prefix: str, of: Numbers) -> pa.Array:
        """Made from the smallest record of each."""
        smallest, where = np.unique(of, return_inverse=True)
        names = self.record_ids.take(pa.array(smallest)).to_pylist()
        return pa.array([entity_id(prefix, name) for name in names], pa.string()).take(pa.array(where))

    def refused(self) -> list[Refused]:
        written = self.record_ids.to_pylist()
        return [
            Refused(written[each.one], written[each.other], probability_of(each.score), each.reason)
            for each in self.joined.refusals
        ]

    def told(self) -> str:
        entities = len(np.unique(self.joined.entities))
        found = f"{len(self.record_ids):,} records are {entities:,} {self.model.subject.plural}"
        return f"{found}; {len(self.joined.refusals):,} joins were refused."


def entity_id(prefix: str, record_id: str) -> str:
    return f"{prefix}_{md5(record_id.encode(), usedforsecurity=False).hexdigest()[:16]}"


def resolve(
    records: pa.Table,
    subject: Subject,
    model: Model | None = None,
    keep: Keep | None = None,
    spark: AnyDesk | None = None,
) -> Resolution:
    """Records as `fields.records` gives them; with a model, nothing is learned anew. `keep` sees the desk."""
    with spark or Desk(len(records)) as desk:
        record_ids = lay_out(desk, records, subject)
        del records
        model = model or learned_from(desk, subject, len(record_ids))
        one, other, scores = scored(desk, model)
        twins = columns_of(desk.ask("select other from twin"))[0]
        kin = kin_pairs(desk, subject)
        if keep and isinstance(desk, Desk):
            keep(desk)
    found = joined_with_twins(len(record_ids), one, other, scores, twins)
    kind = groups(found.entities, *kin) if kin else None
    return Resolution(record_ids, found, probabilities(found, one, other, scores), model, kind)


def lay_out(desk: AnyDesk, records: pa.Table, subject: Subject) -> pa.Array:
    """The evidence and the candidates; numbers records in the order of their ids."""
    record_ids = _laid(desk, records)
    del records
    pa.default_memory_pool().release_unused()
    for table in subject.tables:
        desk.make(table, subject.parameters())
    desk.clear("record", *subject.spent)
    desk.make(subject.comparison)
    return record_ids


def _laid(desk: AnyDesk, records: pa.Table) -> pa.Array:
    order = pc.sort_indices(records["record_id"])
    rank = np.empty(len(order), np.int32)
    rank[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    desk.lay("record", records.append_column("rid", pa.array(rank)))
    return _whole(records["record_id"].take(order))


def learned_from(desk: AnyDesk, subject: Subject, count: int) -> Model:
    candidates = _counted(desk, subject, "comparison")
    desk.lay("pair", _drawn_blindly(count))
    desk.make(subject.comparison, name="blind")
    return learned(subject, candidates, _counted(desk, subject, "blind"), count)


def _drawn_blindly(count: int) -> pa.Table:
    """Pairs of records: the same ones in every run and on every engine."""
    drawn = np.sort(np.random.default_rng(1).integers(0, count, (DRAWN, 2), dtype=np.int32), axis=1)
    one, other = np.unique(drawn[drawn[:, 0] < drawn[:, 1]], axis=0).T
    return pa.table({"one": np.ascontiguousarray(one), "other": np.ascontiguousarray(other)})


def _counted(desk: AnyDesk, subject: Subject, table: str) -> Counted:
    seen = desk.ask(f"select pattern, count(*) as pair_count from {table} group by pattern order by pattern")  # noqa: S608
    patterns, counts = columns_of(seen)
    return Counted(subject.guarded(unpacked(patterns, len(subject.evidence))), counts.astype(np.float64))


def scored(desk: AnyDesk, model: Model) -> tuple[Numbers, Numbers, Scores]:
    compared = desk.ask("select one, other, pattern from comparison")
    one, other, patterns = columns_of(compared)
    return one, other, scores_of(model, patterns)


def kin_pairs(desk: AnyDesk, subject: Subject) -> tuple[Numbers, Numbers] | None:
    if not subject.are_kin:
        return None
    one, other, patterns = columns_of(desk.ask("select one, other, pattern from comparison"))
    are_kin = subject.are_kin(unpacked(patterns, len(subject.evidence)))
    return one[are_kin], other[are_kin]


def scores_of(model: Model, patterns: Numbers) -> Scores:
    """Pairs that compare alike are scored once."""
    distinct, where = np.unique(patterns, return_inverse=True)
    codes = model.subject.guarded(unpacked(distinct, len(model.subject.evidence)))
    return model.scores(codes)[where]


def probabilities(found: Joined, one: Numbers, other: Numbers, scores: Scores) -> Scores:
    """How sure each record's place is: by its strongest tie inside; alone, by the strongest that was not followed."""
    inside, outside = np.full((2, len(found.entities)), -60.0)
    together = found.entities[one] == found.entities[other]
    for ends in (one, other):
        np.maximum.at(inside, ends[together], scores[together])
        np.maximum.at(outside, ends[~together], scores[~together])
    sizes = np.bincount(found.entities, minlength=len(found.entities))[found.entities]
    return np.where(sizes > 1, probability(inside), 1 - probability(outside))


def columns_of(table: pa.Table) -> list[Numbers]:
    return [column.to_numpy().astype(np.int64, copy=False) for column in table.columns]


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays([*column.chunks, pa.array([], pa.string())])
