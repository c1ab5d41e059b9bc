"""Two collectors may take events for one home at a time: they share its store, and each event is kept once."""

import random
import time
from datetime import UTC, datetime
from pathlib import Path

from instep.sources.events.draining import drain_all
from instep.sources.events.tests.persistence import Senders, adds_up, portions, stored_ids
from instep.sources.events.tests.sending import track
from instep.sources.events.tests.serving import Served
from instep.warehouse import Home
from instep.web.server import free_port


def test_what_both_are_sent_is_kept_once_and_nothing_is_lost_when_one_dies(tmp_path: Path) -> None:
    home = Home(tmp_path).create()
    one, other = (Served(home, free_port("127.0.0.1", start)) for start in (19_300, 19_360))
    one.know("shop")
    events = [track(number) for number in range(3000)]
    senders = []
    for served in (one, other):
        random.Random(served.port).shuffle(events)
        senders.append(Senders(served.start(), portions(list(events)), "sk_shop", 2).start())
    time.sleep(0.1)
    drain_all(home, datetime.now(UTC))
    one.kill()
    one.start()
    for each in senders:
        each.join()
    one.kill()
    other.kill()
    drain_all(home, datetime.now(UTC))
    assert sorted(stored_ids(home)) == sorted(f"m{number}" for number in range(3000))
    assert all(len(each.acknowledged) == 3000 for each in senders)
    assert adds_up(home)
