"""Which of the house's records are compared, and how do these pairs compare?"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from instep.identity.resolving.desk import Desk
from instep.identity.resolving.resolution import columns_of, learned_from
from instep.identity.resolving.scoring.patterns import unpacked
from instep.identity.resolving.subject import Subject
from instep.identity.weighing.learned import EVERYBODY, Learned, counted
from instep.identity.weighing.neighbours import Numbers
from instep.identity.weighing.pairs import Pairs

SILENT = ("host_slip",)
"""What only everybody's records can tell and the house says by its own rules."""


_just_compared: list["_Compared"] = []
"""By learning, for the weighing that follows it."""


class _Compared(NamedTuple):
    records: pa.Table
    learned: pa.Table
    pairs: tuple[Numbers, Numbers, Numbers]


def weighed(records: pa.Table, neighbourhood: Numbers, learned: Learned, subject: Subject) -> Pairs:
    """All pairs that have a key in common; `records` are sorted by their keys."""
    one, other, patterns = _taken_over(records, learned) or _compared(records, neighbourhood, learned, subject)
    distinct, where = np.unique(patterns, return_inverse=True)
    codes = subject.guarded(unpacked(distinct, len(subject.evidence)))
    return Pairs(one, other, patterns, learned.model.scores(codes)[where])


def learn(records: pa.Table, neighbourhood: Numbers, subject: Subject) -> Learned:
    """What these records teach. How common their words are is what they say themselves: compared so, they need not
    be compared again."""
    with Desk(len(records)) as desk:
        _lay_out(desk, records, neighbourhood, subject, None)
        model = learned_from(desk, subject, len(records))
        learned = Learned(model, counted(desk), {EVERYBODY: float(len(records))}, len(records))
        _just_compared[:] = [_Compared(records, learned.counts, _pairs(desk))]
        return learned


def _taken_over(records: pa.Table, learned: Learned) -> tuple[Numbers, Numbers, Numbers] | None:
    known = _just_compared.pop() if _just_compared else None
    is_same = known and known.records.equals(records) and known.learned.equals(learned.counts)
    return known.pairs if known and is_same else None


def _compared(
    records: pa.Table, neighbourhood: Numbers, learned: Learned, subject: Subject
) -> tuple[Numbers, Numbers, Numbers]:
    with Desk(len(records)) as desk:
        _lay_out(desk, records, neighbourhood, subject, learned)
        return _pairs(desk)


def _pairs(desk: Desk) -> tuple[Numbers, Numbers, Numbers]:
    one, other, patterns = columns_of(desk.ask("select one, other, pattern from comparison order by one, other"))
    return one, other, patterns


def _lay_out(desk: Desk, records: pa.Table, neighbourhood: Numbers, subject: Subject, learned: Learned | None) -> None:
    numbers = pa.array(np.arange(len(records), dtype=np.int32))
    silent = pa.nulls(len(records), pa.string())
    told = {name: records[name] if name in records.column_names else silent for name in subject.fields}
    desk.lay("record", pa.table({"rid": numbers, "record_id": records["record_id"], **told}))
    desk.lay("neighbourhood", pa.table({"rid": numbers, "number": neighbourhood}))
    reach = "all" if learned is None or learned.knows_names else "near"
    for table in subject.tables:
        desk.make(table, subject.parameters())
        name = table.rsplit("/", 1)[-1]
        if name in SILENT:
            desk.lay(name, desk.ask(f"select * from {name} limit 0"))  # noqa: S608
        elif learned:
            learned.spread(desk, name)
        if name == "key":
            desk.make("../weighing/key", {"reach": reach}, "key")
    desk.make(subject.comparison)
