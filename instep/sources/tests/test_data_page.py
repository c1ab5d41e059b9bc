"""Data shows what came, what was refused and why, and lets leads and admins add more."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from instep.sources.taking.batch import Batch
from instep.sources.tests.delivering import REFUSED, contacts, delivered
from instep.team.tests.cast import signed_in
from instep.warehouse.versions import Manifest, Versions

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def delivery() -> Iterator[Batch]:
    yield delivered(settings.HOME, contacts(NOW - timedelta(hours=3)), REFUSED)
    shutil.rmtree(settings.HOME.deliveries / "hubspot")


def test_each_system_says_how_much_came_and_how_lately(delivery: Batch) -> None:
    page = signed_in("ada").get("/sources/").text
    assert "hubspot" in page
    assert 'people <b><a class="rows" data-figure="1192"' in page
    assert "3 h ago" in page


def test_refused_records_are_shown_by_reason_with_their_line(delivery: Batch) -> None:
    page = signed_in("sofia").get("/sources/deliveries/b1/").text
    assert "2 ×</b> 9 fields where the header has 8" in page
    assert '<td class="number">14</td>' in page


def test_the_error_file_can_be_downloaded_as_it_is(delivery: Batch) -> None:
    answer = signed_in("lena").get("/sources/deliveries/b1/refused.csv")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.getvalue().decode() == REFUSED


def test_a_rep_may_not_download_other_peoples_records(delivery: Batch) -> None:
    assert signed_in("sofia").get("/sources/deliveries/b1/refused.csv").status_code == 403


def test_a_delivery_that_never_was_is_not_found() -> None:
    assert signed_in("ada").get("/sources/deliveries/../b1/").status_code == 404
    assert signed_in("ada").get("/sources/deliveries/b2/").status_code == 404


def test_only_leads_and_admins_are_offered_to_add_data() -> None:
    assert 'id="add"' in signed_in("lena").get("/sources/").text
    assert 'id="add"' not in signed_in("mark").get("/sources/").text


def test_records_that_wait_for_a_build_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    now = NOW.isoformat()
    manifest = Manifest(7, now, now, aside_count=2, aside=["website/activity/m1", "website/activity/m2"])
    monkeypatch.setattr(Versions, "published", lambda _: manifest)
    page = signed_in("sofia").get("/sources/").text
    assert "2 new records are taken in and not in the tables yet" in page
    assert "website/activity/m1" in page
