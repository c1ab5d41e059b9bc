"""A sample of judged pairs says how good the joins are: what nobody judged is not measured."""

import json
from math import log2

import pytest

from instep.cli.deciding import quality as command
from instep.customers.changing.tests.test_review import UNSURE
from instep.customers.quality import views
from instep.customers.quality.estimate import Judged, judged, precision, recall
from instep.customers.quality.report import report
from instep.customers.quality.strata import Drawn, Scored, Stratum, next_pair, sample, scores, sizes
from instep.customers.quality.threshold import cheapest, moves
from instep.customers.tests.company import company
from instep.identity.models import Judgement
from instep.team.tests.cast import signed_in
from instep.warehouse import Warehouse

JOINED, APART, SURE = Stratum(2, True), Stratum(1, False), Stratum(5, True)


@pytest.fixture(scope="module")
def unsure() -> Warehouse:
    return company(person=UNSURE)


def test_each_stratum_counts_as_many_pairs_as_it_has() -> None:
    found = [Judged(JOINED, 100, 10, 5), Judged(SURE, 900, 10, 10), Judged(APART, 50, 10, 1)]
    right = precision(found)
    assert right.value == pytest.approx((50 + 900) / 1_000)
    assert recall(found).value == pytest.approx(950 / 955)
    assert right.low is not None
    assert right.high is not None
    assert right.low < 0.95 < right.high < 1


def test_more_judged_pairs_make_the_interval_narrower_and_all_of_them_leave_none() -> None:
    few, many = (precision([Judged(JOINED, 1_000, n, n * 9 // 10)]) for n in (10, 200))
    assert few.low is not None
    assert many.low is not None
    assert few.low < many.low < 0.9
    whole = precision([Judged(JOINED, 10, 10, 9)])
    assert (whole.low, whole.value, whole.high) == (0.9, 0.9, 0.9)


def test_what_nobody_judged_is_not_measured() -> None:
    found = judged({JOINED: 10, SURE: 10, APART: 5}, {JOINED: [True], APART: [False]})
    assert precision(found).value is None
    assert recall(found).value is None
    assert recall(judged({APART: 5}, {APART: [False]})).value is None


def test_next_comes_whatever_lacks_most_of_its_part_and_nothing_twice() -> None:
    drawn = [Drawn(f"{band}-{place}", "b", 1.0, True, band, place) for band in (2, 5) for place in (1, 2, 3)]
    words: dict[tuple[str, str], bool] = {}
    order = []
    while pair := next_pair(drawn, words):
        order.append(pair.record_key)
        words[pair.pair] = True
    assert order == ["2-1", "5-1", "2-2", "5-2", "2-3", "5-3"]


def test_a_threshold_moves_the_pairs_between_it_and_the_present_one() -> None:
    found = [Scored(-2, False, 7, 1.0), Scored(-2, True, 1, 0.5), Scored(1, True, 5, 4.0), Scored(8, True, 20, 20.0)]
    by_bits = {each.bits: each for each in moves(found)}
    assert (by_bits[-2].joined_count, by_bits[-2].parted_count) == (7, 0)
    assert (by_bits[-1].joined_count, by_bits[0].parted_count) == (0, 0)
    assert (by_bits[2].joined_count, by_bits[2].parted_count) == (0, 5)
    assert by_bits[0].missed_count == pytest.approx(1.0)
    assert by_bits[2].missed_count == pytest.approx(5.0)
    assert cheapest(8) == log2(8)


def test_the_report_counts_every_compared_pair_and_says_each_weight_in_words(unsure: Warehouse) -> None:
    pairs = unsure.select("select count(*) as n from identity.person_pair")[0]["n"]
    assert sum(sizes(scores(unsure)).values()) == len(sample(unsure)) == pairs
    assert all(Scored(pair.bits, pair.is_one, 1, 0).stratum == pair.stratum for pair in sample(unsure))
    words = {pair.pair: pair.is_one for pair in sample(unsure)}
    found = report(unsure, words)
    assert (found.precision.value, found.recall.value, found.judged_count) == (1.0, 1.0, pairs)
    assert report(unsure, {}).precision.value is None
    said = {(each.evidence, each.words): each.said for each in found.weights}
    assert said["first name", "different"] == "never one person"
    assert "as likely for one person" in said["first name", "nickname"]
    assert said["phone", "same"].startswith("the rarer")


@pytest.mark.django_db
def test_pairs_are_judged_in_the_browser_taken_back_and_measured(
    unsure: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "current", lambda home: unsure)
    lead = signed_in("lena")
    first = lead.get("/customers/quality/judge/").context["pair"]
    told = {"one": first.record_key, "other": first.other_key, "word": "same"}
    second = lead.post("/customers/quality/judge/", told, follow=True).context["pair"]
    assert second != first
    assert lead.get("/customers/quality/").context["report"].judged_count == 1
    number = Judgement.objects.get().pk
    others = signed_in("sofia").post(f"/customers/quality/judged/{number}/undo/", follow=True)
    assert "Only a lead or whoever said it" in others.text
    assert lead.post(f"/customers/quality/judged/{number}/undo/", follow=True).context["pair"] == first
    while pair := lead.get("/customers/quality/judge/").context["pair"]:
        word = "same" if pair.is_one else "different"
        lead.post("/customers/quality/judge/", {"one": pair.record_key, "other": pair.other_key, "word": word})
    page = lead.get("/customers/quality/", {"cost": "10"})
    assert "100 % of the joins are right" in page.text.replace("\u00a0", " ")
    assert page.context["report"].cheapest.cost == 10
    strange = lead.post("/customers/quality/judge/", {"one": "x", "other": "y", "word": "same"}, follow=True)
    assert "not in the sample" in strange.text
    assert signed_in("mark").post("/customers/quality/judge/", told).status_code == 403


def test_the_command_says_it_all_as_json(unsure: Warehouse) -> None:
    told = json.loads(json.dumps(command.said(report(unsure, {}, 4.0))))
    assert (told["precision"]["value"], told["cheapest_threshold"]["bits"]) == (None, 2.0)
    assert {row["bits"] for row in told["thresholds"]} >= {-3, 0, 10}
