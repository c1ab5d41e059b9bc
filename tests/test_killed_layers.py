"""Whoever lays events over the tables may be killed at any step: readers see what was in force, or all of what came."""

import shutil
from pathlib import Path

from instep.warehouse import Home
from instep.warehouse.live import lay
from instep.warehouse.live.tests.killing import killer
from tests.killed_layers import NOW, beginnings, touches

ONE, BOTH = ["website/activity/late-1"], ["website/activity/late-1", "website/activity/late-2"]


def test_a_kill_leaves_what_was_in_force_or_all_of_it(tmp_path: Path) -> None:
    home, steps = Home(tmp_path / "home").create(), 0
    beginnings(home)
    with killer("tests.killed_layers:lay_at") as death:
        for step in range(2, 100, 3):
            there = Home(tmp_path / str(step))
            shutil.copytree(home.path, there.path)
            is_killed = death.is_killed(there.path, step)
            assert touches(there) in ([ONE, BOTH] if is_killed else [BOTH])
            lay(there, NOW)
            assert touches(there) == BOTH
            assert not [file.name for file in there.versions.iterdir() if "laying" in file.name]
            if not is_killed:
                break
            steps += 1
    assert steps >= 2
