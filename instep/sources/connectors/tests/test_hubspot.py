"""What is special about HubSpot."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from instep.sources.connectors.hubspot.fake import Fake
from instep.sources.connectors.tests.bringing import NOON, bring, known
from instep.sources.connectors.tests.serving import feeds, filled, sync
from instep.warehouse import Home


@pytest.fixture
def hubspot() -> Iterator[Fake]:
    fake = Fake()
    with fake.running():
        yield fake


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def test_a_search_that_ends_early_is_asked_anew_from_the_latest_change_on(home: Home, hubspot: Fake) -> None:
    filled(hubspot, 50)
    sync(home, hubspot)
    [feed] = feeds(hubspot)
    changed = feed.said.asks["changed"]  # type: ignore[attr-defined]
    object.__setattr__(changed, "at_most", 300)
    hubspot.search_ends_at = 300
    try:
        for number in range(1, 1001):
            hubspot.put(number, NOON + timedelta(seconds=number), "Changed")
        bring(home, [feed], hours=1)
    finally:
        object.__setattr__(changed, "at_most", 10_000)
    assert {row["last_name"] for row in known(home).values()} == {"Changed"}
    assert len(known(home)) == 1000


def test_more_changes_at_one_moment_than_are_listed_make_everything_be_read(home: Home, hubspot: Fake) -> None:
    filled(hubspot, 5, NOON - timedelta(minutes=10))
    sync(home, hubspot)
    [feed] = feeds(hubspot)
    changed = feed.said.asks["changed"]  # type: ignore[attr-defined]
    object.__setattr__(changed, "at_most", 300)
    hubspot.search_ends_at = 300
    try:
        for number in range(1, 501):
            hubspot.put(number, NOON - timedelta(minutes=5), "Changed")
        [told] = bring(home, [feed], hours=1).tables
    finally:
        object.__setattr__(changed, "at_most", 10_000)
    assert told.notes == ["more contacts changed at the same moment than the service lists: all were read"]
    assert len(known(home)) == 500
