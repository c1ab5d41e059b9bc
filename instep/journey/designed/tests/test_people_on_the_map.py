"""Who came to a touchpoint, what they did next, and where they left the map."""

from collections import defaultdict
from datetime import timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instep.journey.designed.actual.courses import courses, deviations, differences
from instep.journey.designed.actual.moves import bottlenecks, conforming, moves
from instep.journey.designed.lanes import FEWEST, Lane, lanes, responses, stops
from instep.journey.designed.tests.walking import MONDAY, Walks, lay, moment, the_map, walked
from instep.journey.designed.visitors import visitors
from instep.journey.mining.conformance import NOT_DESIGNED, REPEATED, conformance
from instep.journey.mining.design import Design, DesignedStep
from instep.journey.mining.events import Events
from instep.journey.mining.steps import steps
from instep.warehouse import Home
from instep.warehouse.testing import Bench, built
from instep.warehouse.testing import given as laid

NOW = MONDAY + timedelta(days=200)
NAMES = ("Visits", "Asks", "Is called", "Buys")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home")).create()


def lane(home: Home, walks: Walks, name: str) -> Lane:
    return lanes(walked(home, walks).warehouse, NOW)[name]


def test_a_touch_belongs_to_the_first_touchpoint_that_it_fits(home: Home) -> None:
    bench = Bench()
    lay(bench, home)
    laid(bench, "journey.stage_entry", "stage | person_id | entered_at")
    laid(
        bench,
        "timeline.touchpoint",
        f"""
        touchpoint_id | person_id | at        | kind | direction | team  | channel | is_human
        1             | ana       | {MONDAY}  | call | inbound   | sales |         | true
        2             | ben       | {MONDAY}  | call | outbound  | sales |         | true
        3             | cem       | {MONDAY}  | call | outbound  | sales |         | false
        4             | dia       | {MONDAY}  | fax  | inbound   | sales |         | true
        5             |           | {MONDAY}  | form | inbound   | sales |         | true
        """,
    )
    assert [(row["person_id"], row["touchpoint"]) for row in built(bench, "journey.visit")] == [
        ("ana", "Asks"),
        ("ben", "Is called"),
    ]


def test_they_went_on_when_they_came_to_a_later_touchpoint_afterwards(home: Home) -> None:
    walks = {"ana": [("Visits", 0), ("Asks", 48)], "ben": [("Asks", 0), ("Visits", 5)], "cem": [("Visits", 1)]}
    visits = lane(home, walks, "Visits")
    assert (visits.person_count, visits.ripe_count, visits.went_on_count, visits.median_days) == (3, 3, 1, 2.0)


def test_a_promise_is_kept_by_an_answer_in_time_and_broken_by_time_alone(home: Home) -> None:
    walks = {
        "in time": [("Asks", 0), ("Is called", 24)],
        "late": [("Asks", 0), ("Is called", 25)],
        "never": [("Asks", 0)],
        "in talks already": [("Is called", 0), ("Asks", 5)],
    }
    asks = lane(home, walks, "Asks")
    assert (asks.owed_count, asks.kept_count) == (3, 1)


def test_a_promise_that_is_not_due_yet_is_neither_kept_nor_broken(home: Home) -> None:
    since = (NOW - MONDAY).total_seconds() / 3600
    assert lane(home, {"ana": [("Asks", since - 23)]}, "Asks").owed_count == 0
    assert lane(home, {"ana": [("Asks", since - 24)]}, "Asks").owed_count == 1


def test_whoever_left_the_map_here_counts_as_wrong_and_whoever_skipped_it_does_not(home: Home) -> None:
    walks = {
        "dead end": [("Asks", 0)],
        "back": [("Is called", 0), ("Asks", 5), ("Buys", 9)],
        "as designed": [("Asks", 0), ("Is called", 2), ("Buys", 9)],
        "skipped": [("Is called", 0), ("Buys", 2)],
        "too young": [("Asks", 24 * 199)],
    }
    asks = lane(home, walks, "Asks")
    assert (asks.person_count, asks.ripe_count, asks.wrong_count) == (4, 3, 2)
    bench = walked(home, walks)
    listed = visitors(bench_with_names(bench, walks).warehouse, "Asks", "wrong", NOW, 0)
    assert {each.person_id for each in listed} == {"dead end", "back"}


def test_the_wait_for_an_answer_is_told_from_enough_who_got_one(home: Home) -> None:
    walks = {f"p{n}": [("Asks", 0), ("Is called", n)] for n in range(1, FEWEST + 1)} | {"never": [("Asks", 0)]}
    found = responses(walked(home, walks).warehouse, NOW)["Asks"]
    assert (found.person_count, found.hours) == (FEWEST, (FEWEST + 1) / 2)
    few = {"ana": [("Asks", 0), ("Is called", 3)], "before": [("Is called", 0), ("Asks", 1)]}
    assert responses(walked(home, few).warehouse, NOW)["Asks"].hours is None


def bench_with_names(bench: Bench, walks: Walks) -> Bench:
    laid(
        bench,
        "identity.person",
        "\n".join(["person_id | full_name | company_name", *(f"{who} | {who} |" for who in walks)]),
    )
    return bench


def test_too_few_are_not_judged(home: Home) -> None:
    few = {str(n): [("Asks", 0), ("Is called", 1)] for n in range(FEWEST - 1)}
    assert lane(home, few, "Asks").kept_share is None
    assert lane(home, few | {"one more": [("Asks", 0)]}, "Asks").kept_share == (FEWEST - 1) / FEWEST


def test_a_touchpoint_without_owner_and_one_that_never_happens_are_named(home: Home) -> None:
    bench = walked(home, {"ana": [("Visits", 0)]})
    laid(bench, "sources.survey_response", "record_key | kind | at | score | comment")
    found = {stop.touchpoint.name: stop for _, each in stops(the_map(), bench.warehouse, NOW) for stop in each}
    assert [name for name, stop in found.items() if stop.is_nobodys] == ["Is called", "Buys", "Is trained"]
    assert [name for name, stop in found.items() if not stop.never_happens] == ["Visits"]


def test_the_unhappiest_customer_is_quoted(home: Home) -> None:
    bench = walked(home, {"ana": [("Asks", 0)]})
    laid(
        bench,
        "sources.survey_response",
        f"""
        record_key | kind | at       | score | comment
        1          | csat | {MONDAY} | 5     | Wonderful
        2          | csat | {MONDAY} | 1     | Nobody called
        3          | csat | {MONDAY} | 1     |
        """,
    )
    [asks] = [stop for _, each in stops(the_map(), bench.warehouse, NOW) for stop in each if stop.voice]
    assert asks.voice
    assert (asks.touchpoint.name, asks.voice.comment, asks.voice.score) == ("Asks", "Nobody called", None)


def test_what_buyers_did_differently_counts_only_what_they_did_before_they_bought(home: Home) -> None:
    buyers = {f"b{n}": [("Asks", 0), ("Buys", 9), ("Is called", 20 if n else 5)] for n in range(FEWEST)}
    others = {f"o{n}": [("Asks", 0)] for n in range(FEWEST)}
    bench = walked(home, buyers | others)
    lines = [f"{who} | {MONDAY} | {moment(9) if who[0] == 'b' else ''}" for who in buyers | others]
    laid(bench, "journey.path", "\n".join(["person_id | lead_at | won_at", *lines]))
    found = {each.touchpoint: (each.buyer_share, each.other_share) for each in differences(bench.warehouse, NOW)}
    assert found == {"Is called": (1 / FEWEST, 0), "Asks": (1, 1)}


STEPS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 40)), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(["ana", "ben", "cem", "dia"]), STEPS, min_size=1))
def test_whoever_left_the_map_is_whom_the_mining_of_logs_finds(
    home: Home, walks: dict[str, list[tuple[str, int]]]
) -> None:
    """Each touchpoint where somebody first came to it, in that order, against the map as a designed journey."""
    bench = walked(home, walks)
    rows = bench.read("select person_id, touchpoint, first_at from journey.visit order by person_id, first_at, place")
    events = Events.of(rows["person_id"], rows["touchpoint"], rows["first_at"])
    found = conformance(events, DESIGN)
    mined = {
        (each.kind, each.step): (each.having.case_count, each.having.reached_count, each.others.case_count)
        for each in found.deviations
        if each.kind not in (REPEATED, NOT_DESIGNED)
    }
    told = deviations(bench.warehouse, NOW)
    assert {
        (each.kind, each.touchpoint): (each.person_count, each.reached_count, each.other_count) for each in told
    } == mined
    kept = conforming(bench.warehouse, NOW)
    assert (kept.kept_count, kept.kept_reached_count) == (found.conforming.case_count, found.conforming.reached_count)
    assert {(each.kind, each.touchpoint): each.median_days for each in told} == medians(bench)
    moved = {(each.touchpoint, each.next_touchpoint): each.person_count for each in moves(bench.warehouse, NOW)}
    assert moved == {(each.before, each.after): each.count for each in steps(events)}
    ways = courses(bench.warehouse, NOW)
    assert sum(each.person_count for each in ways) == len(walks)


def medians(bench: Bench) -> dict[tuple[str, str], float]:
    """By brute force."""
    rows = bench.read(
        "select kind, touchpoint, days from journey.deviation inner join journey.course using (person_id)"
    )
    days: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows.to_pylist():
        days[row["kind"], row["touchpoint"]].append(row["days"])
    return {way: median(each) for way, each in days.items()}


def test_whoever_must_come_again_although_they_had_gone_on_repeated_it(home: Home) -> None:
    again = {"ana": [("Asks", 0), ("Is called", 5), ("Asks", 9)], "ben": [("Asks", 0), ("Asks", 3), ("Is called", 5)]}
    bench = walked(home, again, once="Asks")
    repeated = [each for each in deviations(bench.warehouse, NOW) if each.kind == "repeated"]
    assert [(each.touchpoint, each.person_count, each.other_count) for each in repeated] == [("Asks", 1, 1)]


def test_the_bottleneck_is_where_most_days_are_waited(home: Home) -> None:
    slow = {f"s{n}": [("Visits", 0), ("Asks", 240)] for n in range(3)}
    quick = {f"q{n}": [("Visits", 0), ("Is called", 24)] for n in range(9)}
    found = moves(walked(home, slow | quick).warehouse, NOW)
    assert [(each.touchpoint, each.next_touchpoint) for each in found] == [("Visits", "Is called"), ("Visits", "Asks")]
    assert bottlenecks(found) == {(0, 1): pytest.approx(30 / 39)}


DESIGN = Design(
    "the map",
    (
        DesignedStep("Visits", ("Visits",), is_optional=True),
        DesignedStep("Asks", ("Asks",)),
        DesignedStep("Is called", ("Is called",)),
        DesignedStep("Buys", ("Buys",), is_end=True),
    ),
)
