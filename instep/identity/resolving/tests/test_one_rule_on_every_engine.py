"""Who comes in alone is weighed as in a whole table, whatever they say."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.identity.resolving.desk import Desk
from instep.identity.resolving.functions import FUNCTIONS
from instep.identity.resolving.macros import KEPT_KEYS, OF_DUCKDB
from instep.identity.resolving.reception.arrival import Arrivals, teach
from instep.identity.resolving.resolution import lay_out
from instep.identity.resolving.subject import Subject
from instep.identity.resolving.subjects import SUBJECTS
from instep.identity.resolving.tests.crowd import crowd, told
from instep.identity.resolving.tests.kept import kept
from instep.identity.resolving.tests.strange import strange

Pairs = dict[frozenset[int], int]
TEXT = st.text(alphabet="abcxyz ABZ.,@'-&0123ßéжΣſİ中\n", max_size=12)
CALLS = {
    "regexp_replace": r"regexp_replace(a, '[^\p{L}\p{N}]+', ' ', 'g')",
    "regexp_extract": r"regexp_extract(a, '([a-z]+)\d*$', 1)",
    "regexp_matches": r"regexp_matches(a, '\b(ab|x+)\b')",
    "split_part": "split_part(a, ' ', -1)",
    "translate": "translate(a, 'abca ', 'xyz')",
    "lower": "strip_accents(lower(a))",
    "starts_with": "starts_with(a, b)",
    "contains": "contains(a, b)",
    "strlen": "strlen(a)",
    "jaro_winkler_similarity": "jaro_winkler_similarity(a, b)",
    "levenshtein": "levenshtein(a, b)",
    "damerau_levenshtein": "damerau_levenshtein(a, b)",
    "has_root_of": "has_root_of(a, b)",
    "brief": "brief(a)",
}


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=40))
@settings(max_examples=20, deadline=None)
def test_every_function_means_what_duckdb_makes_of_it(given_texts: list[tuple[str, str]]) -> None:
    asked = f"select {', '.join(CALLS.values())} from given order by place"
    for expected, found in zip(_by_duckdb(asked, given_texts), _by_sqlite(asked, given_texts), strict=True):
        plain = [int(each) if isinstance(each, bool) else each for each in expected]
        assert dict(zip(CALLS, found, strict=True)) == pytest.approx(dict(zip(CALLS, plain, strict=True)))


def _by_duckdb(asked: str, given_texts: list[tuple[str, str]]) -> list[Any]:
    with duckdb.connect() as engine:
        for macro in (*OF_DUCKDB, KEPT_KEYS):
            engine.execute(macro)
        one, other = zip(*given_texts, strict=True)
        engine.register("given", pa.table({"place": range(len(one)), "a": one, "b": other}))
        return engine.execute(asked).fetchall()


def _by_sqlite(asked: str, given_texts: list[tuple[str, str]]) -> list[Any]:
    with closing(sqlite3.connect(":memory:")) as index:
        teach(index)
        index.execute("create table given (place, a, b)")
        rows = [(place, *pair) for place, pair in enumerate(given_texts)]
        index.executemany("insert into given values (?, ?, ?)", rows)
        return index.execute(asked).fetchall()


def test_no_function_is_left_untried() -> None:
    assert set(FUNCTIONS) - set(CALLS) == {"strip_accents", "last_signs", "log"}


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.plural)
def test_who_comes_in_alone_is_weighed_as_in_the_whole_table(subject: Subject, tmp_path: Path) -> None:
    records = _records(subject)
    state = kept(tmp_path, records, subject)
    expected = _compared(records, subject)
    with closing(state.index()) as index:
        arrivals = Arrivals(index, subject)
        for number, row in enumerate(records.to_pylist()):
            (fresh,) = arrivals.look_at([row])
            assert _said(index, "temp", fresh) == _said(index, "main", number)
            one, other, patterns = arrivals.compared()
            found = dict(zip((frozenset((number, each)) for each in one.tolist()), patterns.tolist(), strict=True))
            assert found == {pair: pattern for pair, pattern in expected.items() if number in pair}
            assert set(other.tolist()) <= {fresh}


def _records(subject: Subject) -> pa.Table:
    """Sorted by id, so that a record's number is its place."""
    odd = strange(subject, 160, seed=11)
    if subject.name == "person":
        odd = pa.concat_tables([odd, told(crowd(50)).select(odd.column_names)])
    return odd.sort_by("record_id")


def _compared(records: pa.Table, subject: Subject) -> Pairs:
    with Desk(len(records)) as desk:
        lay_out(desk, records, subject)
        rows = desk.ask("select one, other, pattern from comparison").to_pylist()
    return {frozenset((row["one"], row["other"])): row["pattern"] for row in rows}


def _said(index: Any, where: str, number: int) -> Any:
    return index.execute(f"select * from {where}.evidence where rid = ?", [number]).fetchone()[1:]
