"""Who are the people behind a number of a back-test, newest first?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from instep.definitions.backtest.figures import month_of
from instep.definitions.backtest.house import NEVER, Flags, Met
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text


@dataclass(frozen=True)
class Person:
    person_id: str | None
    label: str
    company: str | None
    met_at: datetime | None
    won_at: datetime | None
    amount: float | None


def of_month(those: Flags, tried: Met, month: str, by_purchase: bool) -> Flags:
    """Those who met the rule (or bought) in that month, such as 2026-03."""
    if not month:
        return those
    moments = tried.outcomes.won_at if by_purchase else tried.met_at
    found: Flags = those & (month_of(moments) == np.datetime64(month, "M").astype(np.int64))
    return found


def people(warehouse: Warehouse, those: Flags, tried: Met, size: int, offset: int) -> list[Person]:
    met_at, won_at = tried.met_at, tried.outcomes.won_at
    order = np.flatnonzero(those)
    newest = np.where(met_at[order] == NEVER, won_at[order], met_at[order])
    page = order[np.lexsort((order, -newest))][offset : offset + size]
    return list(_called(warehouse, [int(each) for each in page], tried))


def _called(warehouse: Warehouse, page: list[int], tried: Met) -> Iterator[Person]:
    known = tried.outcomes
    ids = [known.subjects[each] for each in page]
    rows = {row["subject_id"]: row for row in warehouse.select(question_text("definitions/called"), asked=ids)}
    for each, subject in zip(page, ids, strict=True):
        row = rows[subject]
        amount = float(known.amount[each]) if known.won_at[each] != NEVER else None
        at = _moment(int(tried.met_at[each])), _moment(int(known.won_at[each]))
        yield Person(row["person_id"], row["label"], row["company"], *at, amount)


def _moment(microseconds: int) -> datetime | None:
    return None if microseconds == NEVER else datetime.fromtimestamp(microseconds / 1e6, UTC)
