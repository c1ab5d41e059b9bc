"""One thing goes wrong at one place; the scan names that thing and that place, and nothing else."""

import pytest

from instep.explain.finding import Finding
from instep.explain.scan import scan
from instep.explain.tests.market import last_pair, market


def found(fault: str, seed: int = 1) -> list[Finding]:
    answer, _ = scan(market(fault, seed), last_pair(), [])
    return list(answer.findings)


@pytest.mark.parametrize(
    ("fault", "family", "locus"),
    [
        ("junk", "lead_quality", {"channel": "web"}),
        ("late", "follow_up", {"team": "Sales DACH"}),
        ("dear", "win_rate", {"product": "Sense"}),
        ("cheap", "deal_size", {"segment": "SMB"}),
        ("fewer", "volume", {"channel": "partner"}),
        ("moved", "mix", {"from": "event", "to": "ads"}),
    ],
)
def test_the_place_that_changed_is_named_and_no_other(fault: str, family: str, locus: dict[str, str]) -> None:
    assert [(each.family, each.locus_record) for each in found(fault)] == [(family, locus)]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_found_where_nothing_changed(seed: int) -> None:
    assert found("", seed) == []


def test_a_loss_is_negative_and_its_interval_leaves_out_nought() -> None:
    loss = found("late")[0].size
    assert loss.low < loss.money < loss.high < 0


def test_a_broken_promise_says_how_many_were_kept() -> None:
    broken = found("late")[0]
    assert broken.measured == "promise kept"
    assert broken.before > 0.9 > 0.5 > broken.after
