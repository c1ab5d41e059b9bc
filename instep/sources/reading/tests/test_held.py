"""What waits in a file is what was put there, and a table that grows below its names is whole."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from instep.sources.reading import Refused, read
from instep.sources.reading.held import EACH, PORTION, Held


def written(folder: Path, text: str) -> Path:
    path = folder / "deals.csv"
    path.write_text(text, encoding="utf-8")
    return path


SIZES = st.lists(st.sampled_from([0, 1, PORTION // 3, PORTION - EACH, PORTION]), max_size=9)


@settings(max_examples=25, deadline=None)
@given(SIZES, st.integers(0, 9), st.integers(0, 9))
def test_it_is_gone_through_as_a_list_is(sizes: list[int], start: int, end: int) -> None:
    things = [Refused(line, "too long", "x" * size) for line, size in enumerate(sizes)]
    held = Held(things)
    assert len(held) == len(things)
    assert list(held) == things
    assert held[start:end] == things[start:end]
    assert [held[at] for at in range(len(things))] == things
    assert held[-2:] == things[-2:]


def test_very_many_misfits_are_refused_in_their_order(tmp_path: Path) -> None:
    good = [f"{number},Ana,{number}.5" for number in range(20_000)]
    bad = [f"{number},Ana,2.5,{'x' * 90}" for number in range(12_000)]
    found = read(written(tmp_path, "\n".join(["id,name,amount", *good, *bad])))[0]
    assert found.rows.num_rows == 20_000
    assert [one.line for one in found.refused] == list(range(20_002, 32_002))


def test_a_second_table_of_very_many_records_is_whole(tmp_path: Path) -> None:
    good = [f"{number},Ana,{number}.5" for number in range(20_000)]
    more = [f"{number},2024-01-01" for number in range(12_345)]
    first, second = read(written(tmp_path, "\n".join(["id,name,amount", *good, "", "code,day", *more])))
    assert (first.rows.num_rows, len(first.refused)) == (20_000, 0)
    assert second.rows["code"].to_pylist() == [str(number) for number in range(12_345)]
