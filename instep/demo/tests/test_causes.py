"""Can each planted cause be seen in the exports, at the place and of the size that the truth file says?"""

import json
from math import log, sqrt
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import pytest

from instep.demo import UNTIL, Company, write_company
from instep.demo.draws import Draws
from instep.demo.funnel import Funnel, walk
from instep.demo.history import happened
from instep.demo.tests.exported import Row, moment, segment, table, within
from instep.demo.truth import DAYS_90, truth
from instep.demo.weeks import hours
from instep.demo.world import World, world

type Cause = dict[str, Any]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return write_company(tmp_path_factory.mktemp("demo") / "company")


@pytest.fixture(scope="module")
def causes(company: Company) -> dict[str, Cause]:
    return {cause["name"]: cause for cause in json.loads(company.truth.read_text(encoding="utf-8"))["causes"]}


def is_near(seen: float, expected: float, count: float) -> bool:
    """Within four standard errors of a share."""
    return abs(seen - expected) < 4 * sqrt(expected * (1 - expected) / count) + 0.01


def contacts(company: Company, window: Row) -> list[Row]:
    """First records only: the second ones were created later and never became sales-ready."""
    return within(table(company, "hubspot/contacts.csv"), "Create Date", window)


def test_leads_of_the_junk_channel_no_longer_become_sales_ready(company: Company, causes: dict[str, Cause]) -> None:
    cause = causes["junk_channel"]
    shares = {}
    for window in ("baseline", "current"):
        leads = [row for row in contacts(company, cause[window]) if row["Lead Source"] == cause["locus"]["channel"]]
        shares[window] = mean(bool(row["Became a Marketing Qualified Lead Date"]) for row in leads)
        expected = cause["at_locus"][window]
        assert is_near(shares[window], expected["sales_ready"] / expected["leads"], expected["leads"])
    assert shares["current"] < shares["baseline"] / 2


def test_the_mix_shifts_from_the_good_channel_to_the_weak_one(company: Company, causes: dict[str, Cause]) -> None:
    locus = causes["mix_shift"]["locus"]
    before, after = (contacts(company, causes["mix_shift"][window]) for window in ("baseline", "current"))

    def share(rows: list[Row], channel: str) -> float:
        return mean(row["Lead Source"] == channel for row in rows)

    assert share(after, locus["from"]) < share(before, locus["from"]) / 2
    assert share(after, locus["to"]) > share(before, locus["to"]) * 1.5
    assert abs(len(after) / len(before) - 1) < 0.15


def test_one_team_answers_within_a_day_no_more(company: Company, causes: dict[str, Cause]) -> None:
    cause = causes["broken_promise"]
    kept = {
        window: mean(promises(company, cause[window], cause["locus"]["region"])) for window in ("baseline", "current")
    }
    assert kept["baseline"] > 0.8
    assert kept["current"] < 0.3


def promises(company: Company, window: Row, region: str) -> list[bool]:
    first: dict[str, str] = {}
    for row in table(company, "salesforce/Task.csv"):
        if row["IsAutomated__c"] == "false":
            first[row["WhoId"]] = min(first.get(row["WhoId"], "9999"), row["CreatedDate"])
    leads = within(table(company, "salesforce/Lead.csv"), "CreatedDate", window)
    return [
        row["Id"] in first and (moment(first[row["Id"]]) - moment(row["CreatedDate"])).total_seconds() <= 24 * 3600
        for row in leads
        if row["Region__c"] == region
    ]


@pytest.mark.parametrize("seed", [4, 12])
def test_the_new_price_shows_in_win_rate_or_deal_size(tmp_path: Path, seed: int) -> None:
    company = write_company(tmp_path / "company", seed=seed)
    causes = json.loads(company.truth.read_text(encoding="utf-8"))["causes"]
    cause = next(cause for cause in causes if cause["name"] == "price_change")
    before, after = (deals(company, cause[window], cause["locus"]) for window in ("baseline", "current"))
    if cause["family"] == "win_rate":
        assert win_rate(after) < win_rate(before) / 2
    else:
        assert typical_amount(after) < typical_amount(before) - 0.35


def deals(company: Company, window: Row, locus: dict[str, str]) -> list[Row]:
    size = {row["Id"]: segment(row["NumberOfEmployees"]) for row in table(company, "salesforce/Account.csv")}
    return [
        row
        for row in within(table(company, "salesforce/Opportunity.csv"), "CreatedDate", window)
        if locus.get("product") in (None, row["Product__c"]) and locus.get("segment") in (None, size[row["AccountId"]])
    ]


def win_rate(rows: list[Row]) -> float:
    return mean(row["IsWon"] == "true" for row in rows if row["IsClosed"] == "true")


def typical_amount(rows: list[Row]) -> float:
    return mean(log(float(row["Amount"])) for row in rows)


def test_every_cause_is_one_change_between_two_neighbouring_quarters(causes: dict[str, Cause]) -> None:
    onsets = [moment(cause["onset"]) for cause in causes.values()]
    assert [(UNTIL - onset).days // 91 for onset in onsets] == [4, 3, 2, 1]
    assert list(causes)[-1] == "broken_promise"
    assert all(cause["effect_amount"] < 0 and cause["baseline"]["end"] == cause["onset"] for cause in causes.values())


def test_without_causes_the_same_company_goes_on_as_before() -> None:
    calm, hurt = (truth(world(1, 2_000, hours(UNTIL), has_causes=planted)) for planted in (False, True))
    assert calm["causes"] == []
    assert [quarter["happened"] for quarter in calm["quarters"][:4]] == [
        quarter["happened"] for quarter in hurt["quarters"][:4]
    ]
    assert calm["quarters"][-1]["happened"] != hurt["quarters"][-1]["happened"]


def test_the_expected_counts_are_what_the_dice_show_on_average(company: Company) -> None:
    for quarter in json.loads(company.truth.read_text(encoding="utf-8"))["quarters"]:
        expected = quarter["expected"]["in_export"]["lead"]
        for kpi in ("sales_ready", "opportunities", "won"):
            assert abs(quarter["happened"][kpi] - expected[kpi]) < 4 * sqrt(expected[kpi])


def test_the_true_size_is_what_many_throws_of_the_dice_average_to() -> None:
    place = world(seed=3, count=4_000, until=hours(UNTIL), has_causes=True)
    for cause, told in zip(place.causes, truth(place)["causes"], strict=True):
        without = walk(place.people, place.draws, tuple(other for other in place.causes if other is not cause))
        cohort = (place.people.lead_at >= cause.current[0]) & (place.people.lead_at < cause.current[1])
        throws = [revenue(place.funnel, cohort, seed) - revenue(without, cohort, seed) for seed in range(150)]
        assert abs(mean(throws) - told["effect_amount"]) < 4 * float(np.std(throws)) / sqrt(len(throws))


def revenue(funnel: Funnel, cohort: np.ndarray, seed: int) -> float:
    history = happened(funnel, Draws(900 + seed), until=np.inf)
    in_time = cohort & history.is_won & (funnel.closed_at <= funnel.lead_at + DAYS_90)
    return float(history.amount[in_time].sum())


def test_a_world_is_the_same_whoever_asks_for_it() -> None:
    one, other = (world(seed=5, count=400, until=hours(UNTIL), has_causes=True) for _ in range(2))
    assert [person.email for person in one.persons] == [person.email for person in other.persons]
    assert isinstance(one, World)
