"""A new release starts on tables of an earlier one: pages say so kindly until the worker has built anew."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from django.conf import settings

from instep.team.tests.cast import signed_in
from instep.warehouse import Home, build
from instep.warehouse.versions import Versions

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A version without the tables of channels, as an earlier release built it."""
    place = Home(tmp_path).create()
    build(place, NOW)
    versions = Versions(place.versions)
    published = versions.published()
    assert published
    with duckdb.connect(str(versions.file(published.number))) as file:
        file.execute("drop table timeline.arrival_channel")
    monkeypatch.setattr(settings, "HOME", place)
    monkeypatch.setenv("INSTEP_HOME", str(place.path))
    return place


def test_a_page_that_asks_for_what_is_not_there_yet_says_what_to_do(home: Home) -> None:
    versions = Versions(home.versions)
    published = versions.published()
    assert published
    versions.announce(replace(published, made_by="an earlier release"))
    answer = signed_in("sofia").get("/timeline/channels/")
    assert answer.status_code == 503
    assert "from an earlier release" in answer.text
    assert "instep build" in answer.text


def test_an_error_of_this_release_is_not_hidden_behind_it(home: Home) -> None:
    with pytest.raises(duckdb.CatalogException):
        signed_in("sofia").get("/timeline/channels/")
