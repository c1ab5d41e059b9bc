"""A past number that another build counts differently is kept with what it was and which version changed it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given as anything
from hypothesis import strategies as st

from instep.definitions.reading import copy_pack
from instep.definitions.restated import Change, Ledger, Restated, Told
from instep.definitions.restating import ledger, note
from instep.team.tests.cast import signed_in
from instep.warehouse import Home
from instep.warehouse.testing import Bench, given

FIRST, SECOND = datetime(2026, 5, 10, tzinfo=UTC), datetime(2026, 6, 2, tzinfo=UTC)
BY_V1 = "definition | version | month_at   | met_count\nlead | 1 | 2026-03-01 | 40\nlead | 1 | 2026-04-01 | 30\n"
RUNNING = "lead | 1 | 2026-05-01 | 3\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    place = Home(tmp_path).create()
    copy_pack(place.definitions)
    return place


def build(home: Home, counted: str, version: int, at: datetime) -> None:
    bench = Bench(Path(":memory:"))
    given(bench, "definitions.volume", counted)
    given(bench, "definitions.in_force", f"definition | version\nlead | {version}\nsales_ready | 1")
    note(home, bench.read, at)


def test_a_month_that_another_version_counts_says_before_after_and_the_versions(home: Home) -> None:
    build(home, BY_V1 + RUNNING, 1, FIRST)
    build(home, BY_V1 + "lead | 2 | 2026-03-01 | 25\nlead | 2 | 2026-05-01 | 9", 2, SECOND)
    april, march = ledger(home).of_name("lead")
    assert (march.month, march.before, march.after, march.changes) == ("2026-03", 40, 25, (Change("lead", 1, 2),))
    assert (april.before, april.after) == (30, None)


def test_late_records_restate_a_month_without_any_version_to_name(home: Home) -> None:
    build(home, BY_V1, 1, FIRST)
    build(home, BY_V1.replace("| 30", "| 31"), 1, SECOND)
    (april,) = ledger(home).of_name("lead")
    assert (april.before, april.after, april.changes) == (30, 31, ())


def test_a_month_that_still_ran_is_no_restatement(home: Home) -> None:
    build(home, BY_V1 + RUNNING, 1, FIRST)
    build(home, BY_V1 + RUNNING.replace("| 3\n", "| 70\n"), 1, SECOND)
    assert ledger(home).lines() == ()


def test_a_definition_that_leans_on_a_changed_one_names_it(home: Home) -> None:
    ready = "sales_ready | 1 | 2026-03-01 | {}\n"
    build(home, BY_V1 + ready.format(8), 1, FIRST)
    build(home, BY_V1 + ready.format(5), 2, SECOND)
    (march,) = ledger(home).of_name("sales_ready")
    assert march.changes == (Change("lead", 1, 2),)


NUMBERS = st.dictionaries(st.sampled_from(["2026-01", "2026-02", "2026-03"]), st.integers(0, 9).map(float))


@anything(history=st.lists(NUMBERS, min_size=1, max_size=6))
def test_the_restatements_lead_from_what_was_told_first_to_what_is_told_now(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, float]]
) -> None:
    book = Ledger(tmp_path_factory.mktemp("book") / "restated", "any")
    for place, numbers in enumerate(history):
        book.note(Told({"lead": numbers}, {}, f"2026-05-{place + 1:02}"), {}, only_by_definition=False)
    told: dict[str, float | None] = dict(history[0])
    for each in book.lines():
        assert told.get(each.month) == each.before
        told[each.month] = each.after
    assert {month: said for month, said in told.items() if said is not None} == history[-1]


@pytest.mark.django_db
def test_the_page_of_a_word_shows_what_was_counted_anew() -> None:
    said = Restated("lead", "2026-03", 40, 25, (Change("lead", 1, 2),), FIRST.isoformat())
    book = ledger(settings.HOME)
    book.note(Told({"lead": {said.month: said.before}}, {"lead": 1}, said.at), {}, only_by_definition=False)
    book.note(
        Told({"lead": {said.month: said.after}}, {"lead": 2}, said.at), {"lead": ["lead"]}, only_by_definition=False
    )
    try:
        page = signed_in("uma").get("/definitions/lead/").text
    finally:
        for file in book.folder.iterdir():
            file.unlink()
    assert "What was counted anew" in page
    assert '<th scope="row">March 2026</th><td class="number">40</td><td class="number">25</td>' in page


def test_a_line_that_a_crash_cut_takes_no_other_along_and_nothing_is_said_twice(home: Home) -> None:
    build(home, BY_V1, 1, FIRST)
    told = (home.path / "restated" / "definitions.json").read_text()
    build(home, BY_V1.replace("| 30", "| 31"), 1, SECOND)
    lines = home.path / "restated" / "definitions.jsonl"
    (home.path / "restated" / "definitions.json").write_text(told)
    lines.write_text(lines.read_text() + lines.read_text()[:40])
    build(home, BY_V1.replace("| 30", "| 31").replace("| 40", "| 41"), 1, SECOND)
    assert [(each.month, each.before, each.after) for each in ledger(home).lines()] == [
        ("2026-04", 30, 31),
        ("2026-03", 40, 41),
    ]
