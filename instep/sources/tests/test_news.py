"""The worker looks twice a second whether anything came in, and does nothing else as long as nothing has."""

from pathlib import Path
from threading import Event

import pytest

from instep.sources import jobs
from instep.sources.events.tests.sending import Sender, track
from instep.sources.news import stamps
from instep.sources.taking.batch import batches
from instep.warehouse import Home


@pytest.fixture
def sender(tmp_path: Path) -> Sender:
    """Its first event is taken, and all is quiet again."""
    sender = Sender(Home(tmp_path))
    sender.batch(track(1))
    for _ in range(3):
        jobs.live(sender.home, Event())
    return sender


def test_while_nothing_comes_in_nothing_is_opened(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "drain_all", lambda *_: pytest.fail("opened the store"))
    assert jobs.live(sender.home, Event()) == ""


def test_an_event_is_taken_at_the_next_look(sender: Sender) -> None:
    sender.batch(track(2))
    jobs.live(sender.home, Event())
    assert sum(batch.taken_count for batch in batches(sender.home)) == 2


def test_a_delivery_and_a_version_stir_too(sender: Sender) -> None:
    seen = [stamps(sender.home)]
    for folder in (sender.home.versions, sender.home.deliveries / "website", sender.home.taken / "activity"):
        (folder / "news").touch()
        seen.append(stamps(sender.home))
    assert len(set(seen)) == 4
