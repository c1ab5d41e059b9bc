"""Joining killed before each change that it makes to the disk: the members or the whole, and the next one ends it."""

import shutil
from itertools import count
from pathlib import Path

import pytest

from instep.sources.events.tests.joining import figures, joined, left_over, piled, rows
from instep.sources.taking.batch import batches
from instep.warehouse import Home
from instep.warehouse.live.tests.killing import killer


@pytest.mark.parametrize("rounds_before", [0, 1])
def test_a_kill_at_every_step(tmp_path: Path, rounds_before: int) -> None:
    """While deliveries are joined, and while members are cleared away."""
    home = piled(tmp_path / "home", 9)
    for _ in range(rounds_before):
        joined(home)
    said, counts = rows(home), figures(batches(home))
    with killer("instep.sources.events.tests.joining:join_at") as death:
        for step in count(1):
            there = Home(tmp_path / "there")
            shutil.copytree(home.path, there.path)
            is_killed = death.is_killed(there.path, step)
            assert (rows(there), figures(batches(there))) == (said, counts), step
            joined(there)
            joined(there)
            assert (rows(there), figures(batches(there)), left_over(there)) == (said, counts, []), step
            shutil.rmtree(there.path)
            if not is_killed:
                break
    assert step > 20
