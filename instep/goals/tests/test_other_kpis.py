"""What the KPIs of leads, money spent, service and orders say, against a case counted by hand."""

import pytest

from instep.goals.tests.laying import bench, valued

LEADS = """
    person_id | label | lead_at    | sales_ready_at | channel
    ana       | Ana   | 2026-03-02 | 2026-03-05     | Search
    ben       | Ben   | 2026-03-30 | 2026-04-05     | Search
    chi       | Chi   | 2026-03-03 |                | Webinar
"""
SPEND = """
    at         | channel | campaign | amount | amount_currency
    2026-03-01 | Search  | Brand    | 60     | EUR
    2026-03-02 | Search  | Brand    | 30     | EUR
    2026-04-01 | Search  | Brand    | 1000   | EUR
"""
CASES = """
    case_id | subject | opened_at        | first_reply_at   | solved_at        | satisfaction
    c1      | Login   | 2026-03-02 09:00 | 2026-03-02 10:00 | 2026-03-03 09:00 | good
    c2      | Bill    | 2026-03-02 09:00 | 2026-03-02 12:00 |                  |
    c3      | Export  | 2026-03-02 09:00 | 2026-03-02 08:00 | 2026-03-02 19:00 | bad
"""
ANSWERS = """
    record_key | source | kind | at         | score
    a1         | survey | nps  | 2026-03-02 | 10
    a2         | survey | nps  | 2026-03-02 | 9
    a3         | survey | nps  | 2026-03-02 | 8
    a4         | survey | nps  | 2026-03-02 | 6
    a5         | survey | csat | 2026-03-02 | 5
    a6         | survey | csat | 2026-03-02 | 4
    a7         | survey | csat | 2026-03-02 | 3
"""
ORDERS = """
    order_id | ordered_at | amount | amount_currency | is_repeat
    x1       | 2026-03-02 | 100    | EUR             | false
    x2       | 2026-03-04 | 300    | EUR             | true
    x3       | 2026-03-04 |        | EUR             | true
"""


@pytest.mark.parametrize(
    ("kpi", "value"),
    [
        ("leads", 3),
        ("lead_to_ready_rate", 2 / 3),
        ("spend", 90),
        ("cost_per_lead", 30),
        ("cases_opened", 3),
        ("first_reply_time", 2.0),
        ("resolution_time", 17.0),
        ("nps", 0.25),
        ("csat", 3 / 5),
        ("order_revenue", 400),
        ("repeat_share", 0.75),
    ],
)
def test_march(kpi: str, value: float) -> None:
    laid = bench(
        journey__path=LEADS,
        timeline__spend=SPEND,
        timeline__case=CASES,
        sources__survey_response=ANSWERS,
        timeline__order=ORDERS,
    )
    assert valued(laid, kpi, "2026-03-01", "2026-04-01").value == pytest.approx(value)


def test_what_a_sales_ready_lead_costs() -> None:
    clock = "handoff_id | received_at | outcome\nana | 2026-03-02 | waiting\nben | 2026-03-03 | waiting"
    laid = bench(timeline__spend=SPEND, handoffs__clock=clock)
    assert valued(laid, "cost_per_sales_ready", "2026-03-01", "2026-04-01").value == 45


def test_one_answer_delivered_twice_counts_once() -> None:
    cases = "case_id | opened_at | satisfaction\ndesk/case/7 | 2026-03-02 | good"
    answers = "record_key | source | case_ref | kind | at | score\na1 | desk | 7 | csat | 2026-03-02 | 5"
    laid = bench(timeline__case=cases, sources__survey_response=answers)
    assert valued(laid, "csat", "2026-03-01", "2026-04-01").row_count == 1
