"""A number, a place, a step: sentences for people who know no statistics."""

from datetime import UTC, datetime

from instep.explain.decompose import decompose
from instep.explain.period import Period
from instep.explain.sentence import dates, money, sentence
from instep.explain.tests.test_a_scan_names_the_cause import found
from instep.explain.totals import Totals, totals
from instep.explain.wording import headline
from instep.explain.worth import Size
from instep.goals.kpi import kpis
from instep.warehouse import Home

KPIS = kpis(Home.from_environment())


def rate(counts: dict[str, tuple[int, int]]) -> Totals:
    rows = [(name, (float(number < hits), 1.0)) for name, (hits, all_) in counts.items() for number in range(all_)]
    return totals("rate", [name for name, _ in rows], [each for _, each in rows])


def said(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> str:
    words = headline(KPIS["win_rate"], decompose(rate(before), rate(after)), "region", None)
    return words.replace("\u00a0", " ")


def test_a_fall_names_its_size_its_segment_and_its_step() -> None:
    words = said({"DACH": (200, 400), "France": (200, 400)}, {"DACH": (80, 400), "France": (200, 400)})
    assert words.startswith(
        "Win rate fell by 15.0 points, from 50.0 % to 35.0 %. Most of it: within regions −15.0 points"
    )
    assert words.endswith("by region, DACH moved most (−15.0 points). Step: closing (sales).")


def test_chance_is_called_chance() -> None:
    words = said({"DACH": (20, 40), "France": (20, 40)}, {"DACH": (19, 40), "France": (20, 40)})
    assert "no more than chance moves it" in words
    assert words.endswith("Nothing to explain.")


def test_a_segment_may_move_although_the_whole_stands_still() -> None:
    words = said({"DACH": (200, 400), "France": (200, 400)}, {"DACH": (120, 400), "France": (280, 400)})
    assert "But by region" in words


def test_a_cause_is_said_with_money_and_the_accountable_step() -> None:
    (broken,) = found("late")
    words = sentence(broken, "EUR").replace("\u00a0", " ")
    assert words.startswith("Sales DACH: hand-offs answered as promised fell from ")
    assert "(leads of " in words  # the table of the KPI counts otherwise
    assert "This cost about €" in words
    assert words.endswith("Step: follow-up of hand-offs (sales).")


def test_money_is_said_with_its_bounds_smaller_first() -> None:
    assert money(Size(-146_000, -221_000, -71_000), "EUR").replace("\u00a0", " ") == "€146 k (€71.0 k to €221 k)"


def test_a_period_names_its_last_day_and_both_years_when_they_differ() -> None:
    whole = Period(datetime(2025, 10, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    assert dates(whole) == "1 Oct to 31 Dec 2025"
    assert dates(Period(whole.start, datetime(2026, 1, 2, tzinfo=UTC))) == "1 Oct 2025 to 1 Jan 2026"
