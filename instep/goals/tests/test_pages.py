"""Everybody sees the same numbers, each with what one must know to trust it and the rows behind. Charlie sees none."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest

from instep.goals import views
from instep.goals.tests.laying import bench
from instep.goals.tests.test_certainty import won_of
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
MARCH = "start=2026-03-01&end=2026-04-01"
WON = """
    opportunity_id | name        | outcome | amount | amount_currency | closed_at  | region
    o1             | =cmd|'/C'!A | won     | 1000   | EUR             | 2026-03-05 | West
    o2             | Haas AG     | won     | 500    | EUR             | 2026-03-06 | East
    o3             | Perez SL    | won     | 250    | EUR             | 2026-02-06 | East
""".replace("=cmd|'/C'!A", "=1+1       ")


def laid(monkeypatch: pytest.MonkeyPatch, deals: str = WON) -> None:
    warehouse = bench(timeline__opportunity=deals).warehouse
    monkeypatch.setattr(views, "current", lambda home: warehouse)
    monkeypatch.setattr(views, "until", lambda warehouse, built_at: datetime(2026, 5, 1, tzinfo=UTC))


@pytest.fixture
def won(monkeypatch: pytest.MonkeyPatch) -> None:
    laid(monkeypatch)


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ")


def test_a_number_comes_with_its_change_its_count_and_its_owners(won: None) -> None:
    page = text(signed_in("lena").get(f"/goals/?{MARCH}").text)
    assert "Won revenue What did we win, in money? €1 500 counted" in page
    assert "2 opportunities won with an amount M S" in page


def test_a_change_is_said_in_words(won: None) -> None:
    page = text(signed_in("lena").get(f"/goals/won_revenue/?{MARCH}").text)
    assert "▲ 500 % more (could be chance) than in 29 Jan 2026 to 28 Feb 2026" in page


def test_few_rows_are_too_few_to_say_and_none_are_not_measured(won: None) -> None:
    page = text(signed_in("mark").get(f"/goals/?{MARCH}").text)
    assert "Win rate Of what we closed, how much did we win? too few to say" in page
    assert "Net promoter score Would they recommend us? not measured" in page


def test_a_rate_shows_where_it_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    laid(monkeypatch, won_of(8, 40))
    assert "20.0 % 10.5 % to 34.8 %" in text(signed_in("uma").get(f"/goals/?{MARCH}").text)


def test_the_parts_add_up_to_the_whole(won: None) -> None:
    page = text(signed_in("lena").get(f"/goals/won_revenue/?{MARCH}&by=region").text)
    assert "West €1 000 counted 1 67 % East €500 counted 1 33 % Together €1 500 counted 2 100 %" in page


def test_a_number_opens_the_rows_that_make_it(won: None) -> None:
    page = text(signed_in("lena").get(f"/goals/won_revenue/rows/?{MARCH}").text)
    assert "These 2 rows make €1 500" in page
    assert "All 2 rows together €1 500" in page
    assert "Perez" not in page


def test_a_filter_in_the_address_holds_on_every_link(won: None) -> None:
    page = signed_in("lena").get(f"/goals/?{MARCH}&region=West").text
    assert (
        "/goals/won_revenue/rows/?start=2026-03-01T00%3A00%3A00&amp;end=2026-04-01T00%3A00%3A00&amp;region=West" in page
    )
    assert "€1\u00a0000" in page


def test_exported_rows_add_up_and_are_no_formulas(won: None) -> None:
    answer = signed_in("lena").get(f"/goals/won_revenue/rows.csv?{MARCH}")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert sum(float(row["numerator"]) for row in rows) == 1500
    assert [row["label"] for row in rows] == ["Haas AG", "'=1+1"]


def test_long_lists_come_by_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    laid(monkeypatch, won_of(0, 230))
    sofia = signed_in("sofia")
    first, last = (sofia.get(f"/goals/win_rate/rows/?{MARCH}{more}").text for more in ("", "&after=200"))
    assert first.count("<tr><th") == 100 + 3
    assert last.count("<tr><th") == 30 + 3
    assert "after=100" in first


def test_a_kpi_says_its_formula_and_its_source(won: None) -> None:
    page = text(signed_in("uma").get("/goals/promise_kept/").text)
    assert "clocks met / (clocks met + clocks broken)" in page
    assert "nc-squared" in page


def test_nonsense_in_the_address_is_ignored(won: None) -> None:
    lena = signed_in("lena")
    assert lena.get("/goals/?period=x&start=yesterday&end=0&by=colour&after=-3").status_code == 200
    for span in ("start=0001-01-01&end=9999-12-31", "start=0001-01-01T00:00:00%2B14:00&end=2026-01-01"):
        assert lena.get(f"/goals/won_revenue/?{span}").status_code == 200
        assert lena.get(f"/goals/won_revenue/rows/?{span}").status_code == 200
    assert lena.get("/goals/won_revenue/?by=colour&region=nowhere").status_code == 200
    assert lena.get("/goals/no_such_kpi/").status_code == 404


def test_charlie_sees_nothing(won: None) -> None:
    charlie = signed_in("charlie")
    for page in ("", "win_rate/", "win_rate/rows/", "win_rate/rows.csv"):
        assert charlie.get(f"/goals/{page}").status_code == 403


def test_the_palette_finds_numbers_by_their_name() -> None:
    answer = signed_in("sofia").get("/goals/search.json", {"q": "WIN rate"}).json()
    assert {
        "title": "Win rate",
        "detail": "Of what we closed, how much did we win?",
        "url": "/goals/win_rate/",
    } in answer
    assert signed_in("sofia").get("/goals/search.json", {"q": " "}).json() == []
    assert signed_in("charlie").get("/goals/search.json", {"q": "win rate"}).status_code == 403


def test_a_row_opens_the_customer_of_the_deal(monkeypatch: pytest.MonkeyPatch) -> None:
    laid(monkeypatch, WON.replace("| region", "| region | account_id").replace("| West", "| West | acme"))
    page = signed_in("sofia").get(f"/goals/won_revenue/rows/?{MARCH}").content.decode()
    assert re.findall(r'<th scope="row">(?:<a href="([^"]+)">)?', page)[:2] == ["", "/customers/acme/"]
