"""Which of the records that we trust are one person, by what is sure and by how alike they are?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from instep.identity.clusters import Bond
from instep.identity.resolving.joining.clusters import LEAST, Joined, components, joined
from instep.identity.resolving.scoring.model import Model, probability
from instep.identity.weighing.learned import Learned
from instep.identity.weighing.neighbours import neighbourhoods
from instep.identity.weighing.pairs import Numbers, Pairs
from instep.identity.weighing.subject import OWN_PERSONS
from instep.identity.weighing.words import spoken
from instep.warehouse.tables import Read

FOLDER = Path(__file__).parent
RECORD, TIE = ((FOLDER / f"{name}.sql").read_text(encoding="utf-8") for name in ("record", "tie"))
KEYS = "select record_key from identity.person_record where not is_public order by record_key"
SURE = "select strength, rule, evidence_key, record_key, other_key, probability from identity.person_sure"
SURE_TIES = """
    select record_key, other_key as key from identity.person_sure
    union all
    select record_a as record_key, record_b as key from decided.pair
    where entity_kind = 'person' and relation = 'same'
"""
APART = """
    select record_a as record_key, record_b as other_key, cast(0 as bigint) as pattern, cast(0 as double) as bits
    from decided.pair
    where entity_kind = 'person' and relation = 'different'
"""
NEAR = """
    select record_key, other_key, pattern, bits from identity.person_pair where not is_far
    order by record_key, other_key
"""
WEIGHTS = "select about, word, record_count, said from identity.learned where word is null"
STRENGTH = 6


def keys_of(read: Read) -> pa.Array:
    return pa.concat_arrays([*read(KEYS)["record_key"].chunks, pa.array([], pa.string())])


def sure(read: Read) -> list[Bond]:
    """What systems say is one; people's words hold wherever records are bound."""
    columns = [column.to_pylist() for column in read(SURE).columns]
    return [
        Bond(strength, rule, key, (record, other), probability)
        for strength, rule, key, record, other, probability in zip(*columns, strict=True)
    ]


def homes(read: Read, keys: pa.Array) -> Numbers:
    """For each record the first that it is surely one with, also through records that exist no more."""
    together = neighbourhoods(keys, read(SURE_TIES))
    first = np.full(together.max(initial=0) + 1, len(keys), np.int64)
    np.minimum.at(first, together, np.arange(len(keys)))
    return first[together]


def hang_together(pairs: Pairs, sure_homes: Numbers) -> NDArray[np.bool_]:
    """Which pairs lie among records that hang together by others which are likelier one than two?"""
    component = components(len(sure_homes), pairs.one, pairs.other, pairs.scores >= LEAST, sure_homes)
    return np.asarray(component[pairs.one] == component[pairs.other])


def put_together(pairs: Pairs, sure_homes: Numbers) -> Joined:
    return joined(len(sure_homes), pairs.one, pairs.other, pairs.scores, sure_homes)


@dataclass(frozen=True)
class Alike:
    bonds: tuple[Bond, ...]
    """What holds each record among its like."""
    wholes: tuple[tuple[str, str], ...]
    """Each record and the first of those that it is put together with."""


def alike(read: Read) -> Alike:
    """By what near records say of themselves, with all that is sure and nothing that was called different."""
    keys, found = keys_of(read), read(NEAR)
    if not len(found):
        return Alike((), ())
    pairs = Pairs.of(found, keys)
    entities = put_together(pairs.but_for(Pairs.of(read(APART), keys)), homes(read, keys)).entities
    others = pa.array(np.flatnonzero(entities != np.arange(len(entities))))
    firsts = keys.take(pa.array(entities)).take(others)
    held = bonds(read, found.take(pa.array(_strongest(pairs, entities))), STRENGTH)
    return Alike(tuple(held), tuple(zip(keys.take(others).to_pylist(), firsts.to_pylist(), strict=True)))


def bonds(read: Read, found: pa.Table, strength: int) -> Iterator[Bond]:
    """Pairs with what speaks for them in words."""
    words = spoken(_model(read), found["pattern"].to_numpy())
    sure_of = np.round(probability(found["bits"].to_numpy()), 4).tolist()
    columns = (found[name].to_pylist() for name in ("record_key", "other_key", "pattern"))
    for record, other, pattern, probability_ in zip(*columns, sure_of, strict=True):
        rule, said = words[pattern]
        yield Bond(strength, rule, said, (record, other), probability_, is_weighed=True)


def _model(read: Read) -> Model:
    return Learned.read(read(WEIGHTS), OWN_PERSONS).model


def _strongest(pairs: Pairs, entities: Numbers) -> Numbers:
    """The numbers of the pairs that speak most for where a record is; each record's strongest is among them."""
    inside = np.flatnonzero((entities[pairs.one] == entities[pairs.other]) & (pairs.scores >= LEAST))
    ends, numbers = np.concatenate([pairs.one[inside], pairs.other[inside]]), np.concatenate([inside, inside])
    order = np.lexsort((numbers, -pairs.scores[numbers], ends))
    first = np.unique(ends[order], return_index=True)[1]
    chosen = np.unique(numbers[order][first])
    return np.asarray(chosen[np.lexsort((chosen, -pairs.scores[chosen]))], np.int64)
