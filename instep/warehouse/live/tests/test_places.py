from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from instep.warehouse.live.difference import difference
from instep.warehouse.live.places import Found, Place, Places

IDS = st.lists(st.integers(0, 9), max_size=30)


def place(ids: list[int]) -> Place:
    """Row n names the n-th id and says ten times its number."""
    order = np.argsort(np.array(ids, np.uint64), kind="stable")
    return Place(np.array(ids, np.uint64)[order], order.astype(np.uint32), (order * 10).astype(np.uint64))


@given(one=IDS, other=IDS, wanted=st.sets(st.integers(0, 12)))
def test_the_rows_that_name_an_id_in_any_column_are_found_once_each(
    one: list[int], other: list[int], wanted: set[int]
) -> None:
    places = Places({"goals.measure": [place(one), place(other)]}, frozenset())
    found = places.find("goals.measure", np.array(sorted(wanted), np.uint64))
    expected = {row for column in (one, other) for row, named in enumerate(column) if named in wanted}
    assert found.rows.tolist() == sorted(expected)
    assert found.prints.tolist() == [row * 10 for row in sorted(expected)]


def test_nothing_is_found_of_a_kind_that_nobody_recorded() -> None:
    assert not len(Places({}, frozenset()).find("taken.case", np.array([1], np.uint64)).rows)


@given(was=IDS, becomes=IDS)
def test_what_came_over_what_stays_is_what_there_will_be(was: list[int], becomes: list[int]) -> None:
    rows = np.arange(len(was), dtype=np.uint32)
    found = difference(Found(rows, np.array(was, np.uint64)), np.array(becomes, np.uint64))
    stays = Counter(said for row, said in enumerate(was) if row not in set(found.went.tolist()))
    assert stays + found.came == Counter(becomes)
    assert not found.came.keys() & {was[row] for row in found.went.tolist()}
