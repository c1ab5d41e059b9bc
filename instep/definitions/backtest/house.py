"""Whom would a rule have passed on, on our own data, and what became of them? Arrays with one place a subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from instep.definitions.definition import Definition
from instep.definitions.rule import Rule
from instep.definitions.trying import first_met_sql
from instep.warehouse import Warehouse

type Moments = np.ndarray[tuple[int], np.dtype[np.int64]]
type Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
type Amounts = np.ndarray[tuple[int], np.dtype[np.float64]]
type Places = np.ndarray[tuple[int], np.dtype[np.int64]]

NEVER = np.iinfo(np.int64).max
DAY = 86_400_000_000


@dataclass(frozen=True)
class Outcomes:
    """won_at: since when each subject is a customer, in microseconds, or NEVER. amount: what they bought for.

    amount counts the currency in which most was bought; other_count deals in other currencies are left out of it.
    """

    subjects: tuple[str, ...]
    won_at: Moments
    amount: Amounts
    currency: str | None
    other_count: int
    now: int


@dataclass(frozen=True)
class Met:
    """met_at: when each subject first met the rule, or NEVER."""

    met_at: Moments
    outcomes: Outcomes

    @property
    def passed(self) -> Flags:
        """Met it before they were customers: what sales would have got."""
        found: Flags = (self.met_at != NEVER) & (self.met_at < self.outcomes.won_at)
        return found

    @property
    def later_won(self) -> Flags:
        found: Flags = self.passed & (self.outcomes.won_at != NEVER)
        return found

    @property
    def missed(self) -> Flags:
        """Bought without having met it before."""
        found: Flags = (self.outcomes.won_at != NEVER) & ~self.passed
        return found


SUBJECTS = "select subject_id from definitions.subject order by subject_id"
WON = """
    with won as (
        select subject_id, ended_at, amount, coalesce(amount_currency, '') as currency
        from definitions.buyer
        where outcome = 'won' and subject_id is not null
    ),
    main as (
        select currency from won where currency <> '' group by currency
        order by sum(coalesce(amount, 0)) desc, currency limit 1
    )
    select
        won.subject_id,
        cast(min(epoch_us(won.ended_at)) as bigint) as won_at,
        sum(case when won.currency in ('', coalesce(main.currency, '')) then won.amount else 0 end) as amount,
        count(case when won.currency not in ('', coalesce(main.currency, '')) then 1 end) as other_count,
        max(main.currency) as currency
    from won
    left join main on true
    group by won.subject_id
"""


def outcomes(warehouse: Warehouse, now: datetime) -> Outcomes:
    subjects = warehouse.table(SUBJECTS)["subject_id"]
    rows = warehouse.table(WON)
    won_at, amount = np.full(len(subjects), NEVER), np.zeros(len(subjects))
    at, is_known = places(rows["subject_id"], subjects)
    won_at[at] = rows["won_at"].to_numpy()[is_known]
    amount[at] = np.nan_to_num(rows["amount"].cast(pa.float64()).to_numpy()[is_known])
    currency = next((name for name in rows["currency"].to_pylist() if name), None)
    other_count = int(sum(rows["other_count"].to_pylist()))
    return Outcomes(tuple(subjects.to_pylist()), won_at, amount, currency, other_count, moment(now))


def met(warehouse: Warehouse, rules: Sequence[Rule], current: Mapping[str, Definition], known: Outcomes) -> list[Met]:
    """One answer a rule; whatever several rules share is asked once."""
    sql = first_met_sql(rules, current)
    found = warehouse.table(
        f"select number, subject_id, cast(epoch_us(met_at) as bigint) as met_at from ({sql}) as met"  # noqa: S608  compiled
    )
    at, is_known = places(found["subject_id"], pa.chunked_array([pa.array(known.subjects, pa.string())]))
    numbers, moments = found["number"].to_numpy()[is_known], found["met_at"].to_numpy()[is_known]
    return [_one(at[numbers == each], moments[numbers == each], known) for each in range(len(rules))]


def met_version(warehouse: Warehouse, name: str, version: int, known: Outcomes) -> Met:
    """As the tables were built by that version."""
    rows = warehouse.select(
        "select subject_id, cast(epoch_us(met_at) as bigint) as met_at from definitions.first_met"
        " where definition = $name and version = $version",
        name=name,
        version=version,
    )
    ids = pa.chunked_array([pa.array([row["subject_id"] for row in rows], pa.string())])
    at, is_known = places(ids, pa.chunked_array([pa.array(known.subjects, pa.string())]))
    return _one(at, np.array([row["met_at"] for row in rows], np.int64)[is_known], known)


def moment(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp()) * 1_000_000


def _one(at: Places, moments: Moments, known: Outcomes) -> Met:
    met_at = np.full(len(known.subjects), NEVER)
    met_at[at] = moments
    return Met(met_at, known)


def places(ids: pa.ChunkedArray, subjects: pa.ChunkedArray) -> tuple[Places, Flags]:
    """Where each id stands among the subjects, and which ids stand there at all."""
    found = pc.index_in(ids, value_set=subjects.combine_chunks())
    is_known: Flags = pc.is_valid(found).to_numpy()
    at: Places = found.drop_null().to_numpy().astype(np.int64)
    return at, is_known
