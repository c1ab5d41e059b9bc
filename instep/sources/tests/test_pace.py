"""Whoever waits for an import is told how far it is, how fast it goes and how long it will still take."""

from pathlib import Path

from instep.sources.imports.pace import READING, Pace
from instep.sources.reading import read
from instep.sources.reading.watching import watched


def test_it_says_rate_and_remaining_time_and_not_too_often() -> None:
    said: list[tuple[str, float]] = []
    moments = iter([0.0, 0.0, 0.1, 2.0, 4.0])
    pace = Pace(lambda words, share: said.append((words, share)), until=0.5, clock=lambda: next(moments))
    for done in (0, 50, 1_000, 4_000):
        pace("deals", done, 4_000)
    assert [words for words, _ in said] == [
        "deals: 0 of 4,000 rows",
        "deals: 1,000 of 4,000 rows, 500 a second, about 6 s left",
        "deals: 4,000 of 4,000 rows, 1,000 a second",
    ]
    assert [share for _, share in said] == [0.5 * READING, 0.5 * (READING + (1 - READING) / 4), 0.5]


def test_a_table_that_is_told_of_once_has_the_time_since_the_one_before() -> None:
    said: list[str] = []
    moments = iter([0.0, 1.0, 3.0, 3.0])
    pace = Pace(lambda words, _: said.append(words), clock=lambda: next(moments))
    pace("deals", 500, 500)
    pace("stages", 600, 600)
    pace("owners", 577, 577)
    assert said == [
        "deals: 500 of 500 rows, 500 a second",
        "stages: 600 of 600 rows, 300 a second",
        "owners: 577 of 577 rows",
    ]


def test_reading_is_watched_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("id,name\n" + "1,Ana\n" * 9, encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    with watched(lambda *words: told.append(words)):
        read(path)
    read(path)
    assert told == [("deals.csv", path.stat().st_size, path.stat().st_size)]
