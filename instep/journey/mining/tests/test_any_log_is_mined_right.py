"""Steps, ways and waits equal those of a reading of the log event by event."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from instep.journey.mining import variants as variants_
from instep.journey.mining.events import Events
from instep.journey.mining.picture import activities, picture
from instep.journey.mining.steps import steps
from instep.journey.mining.variants import variants

START = datetime(2026, 1, 1, tzinfo=UTC)
Row = tuple[str, str, datetime]
LOGS = st.lists(
    st.tuples(
        st.sampled_from(["case 1", "case 2", "case 3", "ä"]),
        st.sampled_from(["asked", "called", "bought", "left"]),
        st.integers(0, 6).map(lambda hours: START + timedelta(hours=hours)),
    ),
    max_size=40,
)


def events_of(rows: list[Row]) -> Events:
    case, activity, at = zip(*rows, strict=True) if rows else ((), (), ())
    return Events.of(
        pa.array(case, pa.string()), pa.array(activity, pa.string()), pa.array(at, pa.timestamp("us", "UTC"))
    )


def by_case(rows: list[Row]) -> dict[str, list[Row]]:
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row[0]].append(row)
    return {case: sorted(told, key=lambda row: row[2]) for case, told in cases.items()}


@given(LOGS)
def test_each_step_is_counted_and_timed(rows: list[Row]) -> None:
    waits: dict[tuple[str, str], list[float]] = defaultdict(list)
    for told in by_case(rows).values():
        for before, after in pairwise(told):
            waits[before[1], after[1]].append((after[2] - before[2]) / timedelta(days=1))
    found = {(step.before, step.after): step for step in steps(events_of(rows))}
    assert {key: step.count for key, step in found.items()} == {key: len(days) for key, days in waits.items()}
    for key, days in waits.items():
        wait = found[key].wait
        assert wait.median == pytest.approx(median(days))
        assert wait.p90 == pytest.approx(np.quantile(days, 0.9))
        assert (wait.least, wait.most) == pytest.approx((min(days), max(days)))
        assert wait.mean == pytest.approx(sum(days) / len(days))


@given(LOGS)
def test_each_way_is_counted_once_a_case(rows: list[Row]) -> None:
    ways = Counter(tuple(row[1] for row in told) for told in by_case(rows).values())
    found = variants(events_of(rows))
    assert {way.activities: way.count for way in found} == ways
    assert found.ways().to_pylist() == [list(way.activities) for way in found]
    assert found.counts.tolist() == sorted(found.counts.tolist(), reverse=True)


@given(LOGS)
def test_ways_that_share_a_number_are_still_told_apart(rows: list[Row]) -> None:
    numbers = variants_._hashes
    variants_._hashes = lambda events: np.zeros(len(events.starts), np.uint64)
    try:
        found = {way.activities: way.count for way in variants(events_of(rows))}
    finally:
        variants_._hashes = numbers
    assert found == {way.activities: way.count for way in variants(events_of(rows))}


@given(LOGS)
def test_activities_are_counted_by_event_and_by_case(rows: list[Row]) -> None:
    cases = by_case(rows)
    per_case = Counter((row[0], row[1]) for row in rows)
    for each in activities(events_of(rows)):
        assert each.event_count == sum(row[1] == each.name for row in rows)
        assert each.case_count == len({row[0] for row in rows if row[1] == each.name})
        assert each.first_count == sum(told[0][1] == each.name for told in cases.values())
        assert each.last_count == sum(told[-1][1] == each.name for told in cases.values())
        assert each.again_count == sum(name == each.name and times > 1 for (_, name), times in per_case.items())


@given(LOGS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_the_order_of_cases_in_the_file_changes_nothing(drawn: tuple[list[Row], list[int]]) -> None:
    rows, order = drawn
    together = [row for case in dict.fromkeys(rows[place][0] for place in order) for row in rows if row[0] == case]
    shown, again = picture(events_of(rows)), picture(events_of(together))
    assert (again.activities, again.steps, list(again.variants)) == (
        shown.activities,
        shown.steps,
        list(shown.variants),
    )


def test_a_log_without_events_shows_nothing() -> None:
    shown = picture(events_of([]))
    assert (shown.case_count, shown.event_count, shown.steps, len(shown.variants), shown.duration) == (
        0,
        0,
        (),
        0,
        None,
    )
