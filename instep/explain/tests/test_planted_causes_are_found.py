"""In the sample company each planted cause is named at its place, and nothing where nothing was planted.

A short form of `python -m benchmarks.explain_sample`, which tells twenty companies with causes and twenty without.
"""

import pytest

from instep.explain.tests.judging import Verdict, from_memory, through_build


def missed(verdict: Verdict) -> list[object]:
    return [each.cause["locus"] for each in verdict.judged if each.rank != 0]


@pytest.mark.parametrize("seed", [4, 7])
def test_every_planted_cause_comes_first_in_its_quarter(seed: int) -> None:
    verdict = from_memory(seed)
    assert len(verdict.judged) == 4
    assert missed(verdict) == []
    assert verdict.extra == []


@pytest.mark.parametrize("seed", [5, 6])
def test_a_company_without_causes_has_none(seed: int) -> None:
    assert from_memory(seed, causes=False).extra == []


@pytest.mark.slow
def test_import_and_build_hide_no_cause_and_invent_none() -> None:
    verdict = through_build(2)
    assert missed(verdict) == []
    assert verdict.extra == []
    assert sum(each.is_covered for each in verdict.judged) >= 3, "a 95 % interval may miss one of four"
