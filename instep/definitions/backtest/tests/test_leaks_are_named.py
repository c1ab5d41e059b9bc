"""A field that is filled after the outcome is named; an honest one, however good, is not."""

import random

import pytest

from instep.definitions.backtest.leads import Asked, leads
from instep.definitions.backtest.leaks import leaks
from instep.sources.tests.tables import told as table_of

COUNT = 1500
HEADER = (
    *("company_size", "visits", "has_budget", "phone", "campaign"),
    *("contract_no", "closed_reason", "onboarding_score", "churn_risk", "outcome"),
)


def told(seed: int) -> tuple[set[str], dict[str, str]]:
    dice = random.Random(seed)
    rows = [_row(dice) for _ in range(COUNT)]
    found = leaks(leads(table_of("leads", HEADER, rows), Asked("outcome")))
    return {leak.field for leak in found}, {leak.field: leak.reason for leak in found}


def _row(dice: random.Random) -> tuple[str, ...]:
    size, visits, budget = dice.gauss(3, 1), dice.expovariate(0.5), dice.random() < 0.4
    won = size + visits + 3 * budget + dice.gauss(0, 1.5) > 6.5
    is_open = dice.random() < 0.15
    return (
        f"{10**size:.0f}",
        f"{visits:.0f}",
        "yes" if budget else "no",
        "+43 1 5" if dice.random() < (0.9 if won else 0.6) else "",
        f"campaign {dice.randrange(30)}",
        f"C-{dice.randrange(10**6)}" if won and not is_open and dice.random() < 0.8 else "",
        dice.choice(["price", "timing", "fit"]) if not is_open and dice.random() < 0.7 else "",
        f"{dice.gauss(70 if won else 20, 8):.1f}",
        f"{dice.gauss(50, 10):.0f}",
        "open" if is_open else "won" if won else "lost",
    )


@pytest.mark.parametrize("seed", range(4))
def test_leaks_are_flagged_and_clean_fields_are_not(seed: int) -> None:
    fields, reasons = told(seed)
    assert fields == {"contract_no", "closed_reason", "onboarding_score"}
    assert "of those that succeeded and" in reasons["contract_no"]
    assert "still open" in reasons["closed_reason"]
    assert "alone tells" in reasons["onboarding_score"]


def test_a_few_leads_prove_nothing() -> None:
    rows = [("x" if won else "", "won" if won else "lost") for won in [True, False] * 9]
    assert leaks(leads(table_of("leads", ("note", "outcome"), rows), Asked("outcome"))) == []
