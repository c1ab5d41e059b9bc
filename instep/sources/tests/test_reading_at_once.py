"""What is read all at once is what careful reading, text by text, makes of it."""

from collections.abc import Callable
from datetime import datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.sources.reading import LINE
from instep.sources.values.amounts import decimal_mark, decimal_mark_of, read_numbers
from instep.sources.values.casting import connection
from instep.sources.values.contacts import read_emails
from instep.sources.values.day_order import ASK, DAY_MONTH, MONTH_DAY, day_order, day_order_of
from instep.sources.values.fingerprints import fingerprints
from instep.sources.values.flags import read_flags
from instep.sources.values.moment_text import moment_of
from instep.sources.values.moments import Writing, read_moments
from instep.sources.values.once import LOOK, read_once
from instep.sources.values.readout import Readout

TWO = st.integers(0, 61).map(lambda number: f"{number:02}")
DAYS = st.builds("{}{}{}{}{}".format, st.integers(1900, 2100), st.sampled_from("-/."), TWO, st.sampled_from("-/."), TWO)
CLOCKS = st.builds(
    "{}{}:{}:{}{}".format, st.sampled_from(" T"), TWO, TWO, TWO, st.sampled_from(["", "Z", ".5", "+02:00"])
)
SLASHED = st.builds("{}/{}/{}".format, st.integers(1, 31), st.integers(1, 31), st.integers(1990, 2030))
BEFORE = st.sampled_from(["", "-", "€ ", "("])
FRACTIONS = st.sampled_from(["", ".5", ",25", ".123", ",123.4", "e3"])
BEHIND = st.sampled_from(["", "%", " EUR", "k", ")"])
NUMBERS = st.builds("{}{}{}{}".format, BEFORE, st.integers(0, 10**9), FRACTIONS, BEHIND)
ODD = "0x1F|inf|NaN|1e400|٣|2024-02-30|2024-01-01 24:00:00|null|-0|1,2,3|\u202e1"
NAUGHTY = st.sampled_from(ODD.split("|"))
TEXTS = st.one_of(DAYS, st.builds(str.__add__, DAYS, CLOCKS), SLASHED, NUMBERS, NAUGHTY, st.text(max_size=8))
COLUMNS = st.lists(st.one_of(st.none(), TEXTS.filter(lambda text: text.strip() == text != "")), max_size=12)
WAYS: dict[str, Callable[[pa.Array], Readout]] = {
    "moments": lambda said: read_moments(said, Writing(DAY_MONTH, "Europe/Berlin")),
    "amounts": lambda said: read_numbers(said, None, "decimal(18,2)"),
    "counts": lambda said: read_numbers(said, ",", "bigint"),
    "flags": read_flags,
    "emails": read_emails,
}


@pytest.mark.parametrize("way", WAYS)
@settings(deadline=None)
@given(texts=COLUMNS)
def test_a_column_is_read_as_its_texts_are_one_by_one(way: str, texts: list[str | None]) -> None:
    whole = WAYS[way](pa.array(texts, pa.string()))
    alone = [WAYS[way](pa.array([text], pa.string())) for text in texts]
    assert whole.values.to_pylist() == [each.values[0].as_py() for each in alone]
    assert whole.reasons.to_pylist() == [each.reasons[0].as_py() for each in alone]


@settings(max_examples=200, deadline=None)
@given(text=st.builds(str.__add__, DAYS, st.one_of(st.just(""), CLOCKS)), zone=st.sampled_from(["UTC", "America/Lima"]))
def test_a_moment_is_what_careful_reading_makes_of_it(text: str, zone: str) -> None:
    careful = moment_of(text, ASK, zone)
    found = read_moments(pa.array([text]), Writing(ASK, zone)).values[0].as_py()
    if isinstance(careful, datetime):
        assert found == careful


@given(texts=st.lists(st.one_of(SLASHED, NUMBERS), max_size=9), cut=st.integers(0, 9))
def test_a_column_in_pieces_decides_as_a_whole_one(texts: list[str], cut: int) -> None:
    whole, pieces = pa.array(texts, pa.string()), [pa.array(part, pa.string()) for part in (texts[:cut], texts[cut:])]
    assert decimal_mark_of(pieces) == decimal_mark(whole)
    assert day_order_of(pieces) == day_order(whole)


def test_texts_that_come_again_and_again_are_read_once() -> None:
    texts = pa.array(["1/2/2024", "soon", None] * LOOK)
    asked: list[int] = []

    def read(said: pa.Array) -> Readout:
        asked.append(len(said))
        return read_moments(said, Writing(MONTH_DAY))

    found, plain = read_once(read, texts), read_moments(texts, Writing(MONTH_DAY))
    assert max(asked) <= 3
    assert found.values.equals(plain.values)
    assert found.reasons.equals(plain.reasons)


CELLS = st.one_of(st.sampled_from(["", "a"]), st.text(max_size=4))


@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_a_fingerprint_leaves_empty_cells_out(rows: list[tuple[str, str]]) -> None:
    table = pa.table({"b": [one for one, _ in rows], "a": [two for _, two in rows], LINE: list(range(len(rows)))})
    said = [[f"{name}\x1e{text}" for name, text in (("a", two), ("b", one)) if text] for one, two in rows]
    known = [connection().execute("select md5(?)", ["\x1f".join(each)]).fetchall()[0][0] for each in said]
    assert fingerprints(table).to_pylist() == known
