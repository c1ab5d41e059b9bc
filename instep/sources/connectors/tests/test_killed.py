"""Killed at any moment, a sync goes on where it was: nothing is lost, nothing comes twice."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from instep.sources.connectors.tests.bringing import delivered_count, known
from instep.warehouse import Home

ROWS, SIZE = 1_500, 100
SCRIPT = """
import sys
from dataclasses import replace
from pathlib import Path
from instep.sources.connectors.addresses import Doors
from instep.sources.connectors.sql.address import read_address
from instep.sources.connectors.sql.opening import feeds, opened
from instep.sources.connectors.syncing import Order, sync
from instep.warehouse import Home

home, file = Home(Path(sys.argv[1])), Path(sys.argv[2])
found = feeds(opened(read_address(f"sqlite:///{file}"), Doors(), [file.parent]), None, (), {})
run = sync(home, "crm", [replace(feed, size=int(sys.argv[3])) for feed in found], Order())
assert not run.tables[0].problem, run.tables[0].problem
"""


def test_a_sync_killed_again_and_again_brings_every_record_once(tmp_path: Path) -> None:
    home, file, chance = Home(tmp_path / "home").create(), tmp_path / "crm.db", random.Random(7)
    with closing(sqlite3.connect(file)) as database:
        database.execute("create table contacts (id integer primary key, email text, last_name text)")
        rows = ((number, f"p{number}@example.com", "P") for number in range(ROWS))
        database.executemany("insert into contacts values (?, ?, ?)", rows)
        database.commit()
    for _ in range(2):
        process = started(home, file)
        begun = finished(home)
        while process.poll() is None and finished(home) < begun + 3:
            time.sleep(0.005)
        time.sleep(chance.random() / 20)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert 0 < finished(home) < ROWS / SIZE
    assert started(home, file).wait(120) == 0
    assert delivered_count(home) == len(known(home)) == ROWS


def started(home: Home, file: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(home.path), str(file), str(SIZE)])


def finished(home: Home) -> int:
    return len(list(home.deliveries.glob("crm/[!.]*/batch.json")))
