"""What is told of very many texts at once is what each of them tells by itself."""

import re

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from instep.sources.values.amounts import SURE, read_numbers
from instep.sources.values.casting import tried
from instep.sources.values.moments import ZONED
from instep.sources.values.signs import are_alike, digits, has_short_ending, is_lower, is_trimmed
from instep.sources.values.trimmed import without

TEXTS = st.lists(st.none() | st.text(st.sampled_from("aZ é.0-\u00a0nN/"), max_size=4), max_size=12)
NOTHINGS = st.lists(st.text(st.sampled_from("aZé-nN/"), max_size=3), max_size=4)
NUMBERS = st.from_regex(r"\A-?[0-9]{1,19}(\.[0-9]{1,4})?\Z", fullmatch=False)


def sliced(texts: list[str | None]) -> pa.Array:
    """As it lies within a longer column."""
    return pa.array(["x ", *texts, " Y."], pa.string()).slice(1, len(texts))


@given(TEXTS)
def test_nothing_is_said_to_hold_that_does_not(texts: list[str | None]) -> None:
    said = [text for text in texts if text]
    if is_trimmed(sliced(texts)):
        assert said == [text.strip() for text in said]
    if is_lower(sliced(texts)):
        assert said == [text.lower() for text in said]
    if not has_short_ending(sliced(texts)):
        assert not any(re.search(r"\.[a-z]{2}$", text) for text in said)


@given(TEXTS, NOTHINGS)
def test_what_says_nothing_is_found_wherever_it_stands(texts: list[str | None], nothing: list[str]) -> None:
    found = without(sliced(texts), pa.array(nothing, pa.string())).to_pylist()
    assert found == [None if text in nothing else text for text in texts]


@given(TEXTS)
def test_only_digits_are_left(texts: list[str | None]) -> None:
    assert digits(sliced(texts)).to_pylist() == [text and re.sub(r"\D", "", text) for text in texts]


MOMENTS = st.from_regex(r"\A[12]\d{3}-\d\d-\d\d(T\d\d:\d\d)?(Z|\+\d\d:\d\d)\Z|\A\S{17}\Z")


@given(st.lists(MOMENTS, min_size=1, max_size=5))
def test_texts_that_are_written_alike_fit_the_same_pattern(texts: list[str]) -> None:
    ascii_texts = [text.encode("ascii", "ignore").decode() for text in texts]
    if are_alike(sliced(ascii_texts), "12"):  # type: ignore[arg-type]
        assert len({bool(re.fullmatch(ZONED.strip("^$"), text)) for text in ascii_texts}) == 1


@given(st.lists(NUMBERS, max_size=6), st.sampled_from(sorted(SURE)))
def test_plain_numbers_are_what_the_engine_makes_of_them(texts: list[str], sql_type: str) -> None:
    numbers = sliced(texts)  # type: ignore[arg-type]
    assert read_numbers(numbers, ".", sql_type).values.to_pylist() == tried(numbers, sql_type).to_pylist()
