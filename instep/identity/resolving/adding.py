"""To whom do new records belong, when the others keep the entities they have?

Only pairs with a new record are weighed. A new record joins the entity that speaks for it most. Where it would tie two
entities that were told apart, they stay apart and the tie goes to people.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from instep.identity.resolving.desk import Desk
from instep.identity.resolving.joining.clusters import LEAST, Joined, Numbers, Scores
from instep.identity.resolving.joining.groups import Groups, Pair
from instep.identity.resolving.resolution import entity_id, evidence_of, lay_out, probabilities, scored
from instep.identity.resolving.scoring.model import Model
from instep.identity.resolving.state import State

Names = list[str | None]


@dataclass(frozen=True)
class Added:
    answer: pa.Table
    """Of the new records only."""
    joined: Joined


def add(state: State, model: Model, new: pa.Table) -> Added:
    """Give every new record an entity, and keep the state with them."""
    records = _together(state.records(), new)
    with Desk(len(records)) as desk:
        record_ids = lay_out(desk, records, model.subject)
        one, other, scores = scored(desk, model)
        evidence = evidence_of(desk, record_ids)
    is_new = pc.is_in(record_ids, value_set=pc.unique(new["record_id"])).to_numpy(zero_copy_only=False)
    names = _names(record_ids, is_new, state.answer())
    found = _assigned(_homes(names), is_new, one, other, scores)
    sure = probabilities(found, one, other, scores)
    answer = _answer(model, record_ids, names, found, sure)
    state.keep(model, records, evidence, answer, found.refusals)
    return Added(answer.filter(pa.array(is_new)), found)


def _together(kept: pa.Table, new: pa.Table) -> pa.Table:
    """All records; a new one takes the place of one that has its id."""
    stays = pc.invert(pc.is_in(kept["record_id"], value_set=pc.unique(new["record_id"])))
    return pa.concat_tables([kept.filter(stays), new.select(kept.column_names)])


def _names(record_ids: pa.Array, is_new: NDArray[np.bool_], answer: pa.Table) -> Names:
    """The entity of each record; none for new ones, also where they take the place of an older one."""
    places = pc.index_in(record_ids, value_set=answer["record_id"].combine_chunks())
    known = answer["entity_id"].combine_chunks().take(places)
    return list(pc.if_else(pa.array(is_new), None, known).to_pylist())


def _homes(names: Names) -> Numbers:
    """For each record the smallest of its entity."""
    first: dict[str, int] = {}
    return np.array([at if name is None else first.setdefault(name, at) for at, name in enumerate(names)], np.int64)


def _assigned(known: Numbers, is_new: NDArray[np.bool_], one: Numbers, other: Numbers, scores: Scores) -> Joined:
    touches = is_new[one] | is_new[other]
    one, other, scores = one[touches], other[touches], scores[touches]
    order = np.lexsort((other, one, -scores))
    pairs: list[Pair] = list(zip(one[order].tolist(), other[order].tolist(), scores[order].tolist(), strict=True))
    concerned = np.flatnonzero(np.isin(known, known[np.concatenate([one, other])]))
    homes = dict(zip(concerned.tolist(), known[concerned].tolist(), strict=True))
    groups = Groups(homes, pairs, (home for record, home in homes.items() if not is_new[record]))
    refusals = tuple(groups.join(LEAST))
    entities = known.copy()
    for record, smallest in groups.members():
        entities[record] = smallest
    return Joined(entities, refusals)


def _answer(model: Model, record_ids: pa.Array, names: Names, found: Joined, sure: Scores) -> pa.Table:
    """Entities keep their ids; new ones get theirs from their smallest record."""
    written, entities = record_ids.to_pylist(), found.entities.tolist()
    ids = {entity: name for entity, name in zip(entities, names, strict=True) if name is not None}
    for entity in set(entities) - set(ids):
        ids[entity] = entity_id(model.subject.prefix, written[entity])
    cells = [ids[entity] for entity in entities]
    return pa.table({"record_id": record_ids, "entity_id": cells, "probability": np.round(sure, 4)})
