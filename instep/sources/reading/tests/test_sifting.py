"""What is read at once is what careful reading gives, record for record and refusal for refusal."""

import csv
import io
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.sources.reading import read, sifting
from instep.sources.reading.asked import NOTHING
from instep.sources.reading.layout import layout_of
from instep.sources.reading.scan import Scan, scan
from instep.sources.reading.shape import Unreadable
from instep.sources.reading.sifting import sifted
from instep.sources.reading.structure import inside
from instep.sources.reading.tests.test_pollution import polluted

CELLS = st.text(st.sampled_from("abz019 .,;\"'\n\x00éß"), max_size=6)
SMALL = 300


def outcome(path: Path, is_quick: bool, size: int) -> object:
    layout = layout_of(path, "utf-8", NOTHING)
    sieve = sifted(path, "utf-8", layout, size, is_quick)
    tables = [(part.header, part.header_line, part.columns.table().to_pylist()) for part in sieve.parts]
    misfits = [(one.line, one.reason, one.text, one.fields) for one in sieve.misfits]
    unreadable = [one for part in sieve.parts for one in part.columns.refused]
    return tables, sorted(misfits), unreadable


def is_same(path: Path, size: int = SMALL) -> bool:
    return outcome(path, True, size) == outcome(path, False, 1 << 20)


@pytest.fixture(autouse=True)
def at_once_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sifting, "FIRST_RECORDS", 1)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=4, max_size=40), newline=st.sampled_from(["\n", "\r\n"]))
def test_reading_at_once_equals_reading_with_care(tmp_path: Path, rows: list[tuple[str, str]], newline: str) -> None:
    target = io.StringIO()
    lines = [["id", "name", "note", "on"], *([str(at), *row, "2024-01-01"] for at, row in enumerate(rows))]
    csv.writer(target, lineterminator=newline).writerows(lines)
    path = tmp_path / "file.csv"
    path.write_bytes(target.getvalue().encode())
    assert is_same(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dice=st.randoms(use_true_random=False), wounds=st.integers(1, 4))
def test_it_is_the_same_for_files_with_wounds_anywhere(tmp_path: Path, dice: random.Random, wounds: int) -> None:
    text = "id,name,note,on\n" + "".join(f'{at},"Ana, {at}",x{at},2024-01-{at % 28 + 1:02}\n' for at in range(60))
    for _ in range(wounds):
        at = dice.randrange(20, len(text))
        text = (
            text[:at] + dice.choice(['"', ",", "\n", "'", " ", "\n\n", '""', "\xff"]) + text[at + dice.randint(0, 1) :]
        )
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode("latin-1"))
    assert is_same(path, 600)


def test_it_is_the_same_for_polluted_files(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    for one in polluted(3, 25):
        path.write_bytes(one.content)
        try:
            layout_of(path, "utf-8", NOTHING)
        except Unreadable:
            continue
        assert is_same(path, 1 << 20), one.name


@pytest.mark.parametrize(
    "special",
    [
        '60,"Ana,x60,2024-01-01\n61,Ben",x61,2024-01-02\n',
        "60,Ana,x60,'Rua Augusta 17\n1234 Porto'\n",
        '60,Ana,x60,Rua Augusta 17\n1234 Porto"\n',
        "\nkey,label,word,day\n60,Ana,x60,2024-01-01\n",
        "id,name,note,on\n60,Ana,x60,2024-01-01\n",
        "key,label,word,day\n",
        "'60','Ana','x60','2024-01-01'\n",
        "60, Ana, x60, 2024-01-01\n",
        '"60","Ana","x60","2024-01-01"\n',
        "60,'Ana','x60',2024-01-01\n",
        "60,'it''s so',x60,2024-01-01\n",
        '60,"a\nb\n\nc",x60,2024-01-01\n',
        "60,Ana\rx60,2024-01-01\n",
        '60,"never closed,x60,2024-01-01\n',
    ],
)
def test_it_is_the_same_for_what_asks_for_a_second_look(tmp_path: Path, special: str) -> None:
    rows = [f'{at},"Ana, {at}",x{at},2024-01-{at % 28 + 1:02}\n' for at in range(60)]
    path = tmp_path / "file.csv"
    path.write_text("id,name,note,on\n" + "".join([*rows, special, *rows]), newline="")
    assert is_same(path, 1 << 20)
    assert is_same(path, 1000)


@given(quotes=st.lists(st.booleans(), max_size=300))
def test_what_stands_between_quotes_is_found_for_any_row_of_signs(quotes: list[bool]) -> None:
    expected = [sum(quotes[: at + 1]) % 2 == 1 for at in range(len(quotes))]
    assert inside(np.array(quotes, np.bool_)).tolist()[: len(quotes)] == expected


def test_regular_files_are_really_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.csv"
    path.write_text("id,name,note\n" + "".join(f'{at},"Ana, {at}",x\n' for at in range(5_000)))
    careful: list[int] = []

    def watched(text: str, *rest: Any, **more: Any) -> Scan:
        careful.append(len(text))
        return scan(text, *rest, **more)

    monkeypatch.setattr(sifting, "scan", watched)
    assert sifted(path, "utf-8", layout_of(path, "utf-8", NOTHING)).taken_count == 5_000
    assert sum(careful) < 200


def test_blanks_in_quotes_are_values_and_no_sign_of_another_delimiter(tmp_path: Path) -> None:
    rows = [["id", "name", "note"], *([str(at), "Ana", "ready"] for at in range(120)), ["120", " Bo", " late"]]
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path / "file.csv"
    path.write_bytes(target.getvalue().encode())
    assert is_same(path)
    (reading,) = read(path)
    assert list(reading.refused) == []
