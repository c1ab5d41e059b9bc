"""Layers killed before each change to the disk, and at any moment: readers see what was in force, or all of it."""

import shutil
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from instep.warehouse import Home
from instep.warehouse.live import lay
from instep.warehouse.live.tests.killing import killer
from tests.killed_layers import NOW, beginnings, touches

ONE, BOTH = ["website/activity/late-1"], ["website/activity/late-1", "website/activity/late-2"]
LAYING = """
import sys
from pathlib import Path
from tests.killed_layers import lay_at
print(flush=True)
lay_at(Path(sys.argv[1]))
"""
MOMENTS = [number / 16 for number in range(40)]
"""Seconds from its start."""


def test_a_kill_at_every_step(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    beginnings(home)
    with killer("tests.killed_layers:lay_at") as death:
        for step in count(1):
            there = _copied(home, tmp_path / "there")
            is_killed = death.is_killed(there.path, step)
            _holds(there)
            if not is_killed:
                break
    assert step > 5


def test_a_kill_at_any_moment(tmp_path: Path) -> None:
    """Also while the engine itself writes."""
    home = Home(tmp_path / "home").create()
    beginnings(home)
    for moment in MOMENTS:
        there = _copied(home, tmp_path / "there")
        words = [sys.executable, "-c", LAYING, str(there.path)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as process:  # noqa: S603  our own words
            assert process.stdout
            process.stdout.readline()
            time.sleep(moment)
            process.kill()
        _holds(there)


def _copied(home: Home, place: Path) -> Home:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(home.path, place)
    return Home(place)


def _holds(home: Home) -> None:
    assert touches(home) in (ONE, BOTH)
    lay(home, NOW)
    assert touches(home) == BOTH
    assert not [file.name for file in home.versions.iterdir() if "laying" in file.name]
