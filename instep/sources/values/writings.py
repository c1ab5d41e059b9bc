"""How does each column write its dates and numbers, decided from all of its values and those of its neighbours?"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.kind import kinds
from instep.sources.mapping import Column
from instep.sources.recognition.draft import Draft
from instep.sources.values.amounts import decimal_mark_of, leaves_open, read_numbers
from instep.sources.values.day_order import ASK, DAY_MONTH, MIXED, MONTH_DAY, day_order_of
from instep.sources.values.distinct import distinct, pieces

LAST_FIRST = "last-first"
PERSON_NAMES = ("full_name", "person_name", "owner_name", "manager_name")
MANY = 1_000_000
"""So many different names of a column are looked at at most."""
_NUMBERS = ("amount", "number", "count", "share")


def writings(draft: Draft) -> dict[str, Column]:
    """What needs to be said about the draft's columns; what follows from a neighbour is noted in the draft."""
    types = dict(_types(draft))
    orders = _orders(draft, [column for column, type_ in types.items() if type_ == "moment"])
    marks = _marks(draft, [column for column, type_ in types.items() if type_ in _NUMBERS], types)
    percents = {column for column, type_ in types.items() if type_ == "share" and _is_percent(draft, column)}
    turned = {column for column in _of_persons(draft) if _is_last_first(draft, column)}
    said = {
        name: Column(orders.get(name), marks.get(name), name in percents, LAST_FIRST if name in turned else None)
        for name in types
    }
    return {name: column for name, column in said.items() if column != Column()}


def _types(draft: Draft) -> Iterator[tuple[str, str]]:
    """The type that each column of the table is read as."""
    for records in draft.records:
        for name, origin in records.fields.items():
            field = kinds()[records.kind].fields.get(name)
            for column in origin.reads if field else ():
                if field and column in draft.reading.columns:
                    share = column == origin.less or field.type == "share"
                    yield column, "share" if share else field.type
        own = ((field.origin.reads, field.type) for field in records.own_fields)
        yield from ((column, type_) for reads, type_ in own for column in reads if column in draft.reading.columns)


def _orders(draft: Draft, columns: list[str]) -> dict[str, str]:
    found = {column: order for column in columns if (order := day_order_of(_pieces(draft, column), column))}
    sure = {order for order in found.values() if order in (DAY_MONTH, MONTH_DAY)}
    for column, order in found.items():
        if order == ASK and len(sure) == 1:
            found[column] = next(iter(sure))
            other = next(name for name, said in found.items() if said == found[column] and name != column)
            draft.notes.append(
                f"{column!r} leaves open whether day or month comes first; {other!r} says {found[column]}"
            )
        elif order == ASK:
            draft.notes.append(f"{column!r} could be day-month or month-day: such dates are refused until it is said")
        elif order == MIXED:
            draft.notes.append(f"{column!r} mixes day-month and month-day: dates that could be either are refused")
    return found


def _marks(draft: Draft, columns: list[str], types: dict[str, str]) -> dict[str, str]:
    found = {column: mark for column in columns if (mark := decimal_mark_of(_pieces(draft, column)))}
    sure = {mark for mark in found.values() if mark in (".", ",")}
    for column in columns:
        if column in found or not any(map(leaves_open, _pieces(draft, column))):
            continue
        found[column] = next(iter(sure)) if len(sure) == 1 else _by_type(draft, column, types[column])
        draft.notes.append(f"{column!r}: read with {found[column]!r} as decimal mark, as its own values leave it open")
    return {column: mark for column, mark in found.items() if mark != "."}


def _by_type(draft: Draft, column: str, type_: str) -> str:
    """Money has no three decimals, so 1.234 is a thousand; a rate or a score may have."""
    uses_points = _is_anywhere(draft, column, ".")
    return "," if uses_points and type_ in ("amount", "count") else "."


def _of_persons(draft: Draft) -> Iterator[str]:
    for records in draft.records:
        wanted = PERSON_NAMES if records.kind != "owner" else (*PERSON_NAMES, "name")
        yield from (column for name in wanted if (column := records.column(name)) in draft.reading.columns)


def _is_last_first(draft: Draft, column: str) -> bool:
    """Most of the names have one comma with a word on both sides, and none is a company's ", Inc."."""
    if not _is_anywhere(draft, column, ","):
        return False
    values = distinct(draft.reading.rows[column], MANY)
    turned = pc.match_substring_regex(values, r"^[^,]{2,}, *[^,.]{2,}$")
    return len(values) > 0 and pc.sum(turned).as_py() / len(values) >= 0.8


def _is_percent(draft: Draft, column: str) -> bool:
    return _is_anywhere(draft, column, "%") or any(map(_exceeds_one, _pieces(draft, column)))


def _exceeds_one(values: pa.Array) -> bool:
    return bool(pc.any(pc.greater(read_numbers(values, None, "double").values, 1.0)).as_py())


def _is_anywhere(draft: Draft, column: str, sign: str) -> bool:
    return any(pc.any(pc.match_substring(piece, sign)).as_py() for piece in _pieces(draft, column))


def _pieces(draft: Draft, column: str) -> Iterator[pa.Array]:
    return pieces(draft.reading.rows[column])
