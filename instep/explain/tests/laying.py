"""A small warehouse for the page: promises kept by each team in January and in February, and a finding."""

from __future__ import annotations

from instep.warehouse.testing import Bench, built, given

HEAD = "kpi | entity_kind | entity_id | label | at | hit_at | counted_at | numerator | denominator | currency"
PARTS = "channel | campaign | region | segment | industry | product | team | owner_name"
MONTHS = ("2026-01-15", "2026-02-15")
FINDING = """
    after_start_at | after_end_at | before_start_at | before_end_at | as_of_at   | ordinal | is_mature | horizon_days
    2026-02-01     | 2026-03-01   | 2026-01-01      | 2026-02-01    | 2026-03-01 | 1       | true      | 90
"""
TOLD = {
    "family": "follow_up",
    "step": "follow-up of hand-offs",
    "team": "sales",
    "locus": '{"team": "Sales DACH"}',
    "place": "Sales DACH",
    "measured": "promise kept",
    "before_value": "0.9",
    "after_value": "0.1",
    "others_before_value": "0.9",
    "others_after_value": "0.88",
    "row_count": "100",
    "money": "-146000",
    "low": "-221000",
    "high": "-71000",
    "seen_money": "-146000",
    "amount_currency": "EUR",
    "score": "-9.5",
    "sentence": "Sales DACH: hand-offs answered as promised fell.",
    "evidence": "Compared with January.",
}
NUMBERS = ("before_value", "after_value", "others_before_value", "others_after_value", "money", "low", "high")


def laid(kept: dict[str, tuple[int, int]], is_calm: bool = False, is_searched: bool = True) -> Bench:
    """`kept`: of 100 hand-offs of a team each month, how many were answered as promised."""
    bench = Bench()
    lines = [line for team, counts in kept.items() for line in _lines(team, counts)]
    given(bench, "goals.measure", "\n".join([f"{HEAD} | {PARTS}", *lines]))
    given(bench, "definitions.membership", "definition | version | person_id\nsales_ready | 1 | ana")
    for name, who in (
        ("timeline.opportunity", "opportunity_id"),
        ("timeline.case", "case_id"),
        ("timeline.order", "order_id"),
    ):
        given(bench, name, f"{who} | person_id | account_id")
    given(bench, "goals.rating", "answer_id | person_id | account_id")
    built(bench, "goals.span")
    built(bench, "definitions.in_force")
    _lay_findings(bench, is_calm, is_searched)
    return bench


def _lines(team: str, counts: tuple[int, int]) -> list[str]:
    return [
        f"promise_kept | handoff | {team}-{at}-{number} | Ana | {at} | | {at} | {int(number < count)} | 1 | "
        f"| Web | | {team[6:]} | SMB | | | {team} | Sofia"
        for at, count in zip(MONTHS, counts, strict=True)
        for number in range(100)
    ]


def _lay_findings(bench: Bench, is_calm: bool, is_searched: bool) -> None:
    head, row = [line.strip() for line in FINDING.strip().splitlines()]
    types = dict.fromkeys((*NUMBERS, "seen_money", "score"), "double") | {"horizon_days": "bigint"}
    told = "" if is_calm else f"\n{row} | {' | '.join(TOLD.values())}"
    given(bench, "explain.finding", f"{head} | {' | '.join(TOLD)}{told}", **types)
    examined = "after_start_at | after_end_at | is_mature | measured | looked_at_count | place | score | threshold"
    given(
        bench,
        "explain.examined",
        f"{examined}\n2026-02-01 | 2026-03-01 | true | win | 40 | Plan | 1.2 | 4.2" if is_searched else examined,
        looked_at_count="bigint",
        threshold="double",
    )
