"""Every sender delivers every event it was given, each once, though the collector is killed meanwhile."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from instep.sources.events.tests.serving import Served
from instep.warehouse import Home
from instep.web.server import free_port

HERE = Path(__file__).parent
SENDERS = ("segment_python", "rudder_python", "posthog_python", "segment_node", "rudder_node")
COUNT = 90


def node() -> str:
    own = HERE.parent.parent / ".tools/node/bin/node"
    found = shutil.which("node") or str(own)
    assert (HERE / "node_modules").exists(), "the senders from npm are not installed: make sdk"
    return found


def command(name: str, address: str) -> list[str]:
    program = [sys.executable, f"{name}.py"] if name.endswith("python") else [node(), f"{name}.mjs"]
    return [*program, address, f"sk_{name}", str(COUNT)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """All of them send at once; the collector is killed twice in between."""
    served = Served(Home(tmp_path_factory.mktemp("sdk")).create(), free_port("127.0.0.1", 18_700))
    served.know(*SENDERS)
    served.start()
    running = [subprocess.Popen(command(name, served.address), cwd=HERE / "senders") for name in SENDERS]
    try:
        for _ in range(2):
            time.sleep(0.9)
            served.kill()
            served.start()
        assert [each.wait(90) for each in running] == [0] * len(running)
        yield served
    finally:
        for each in running:
            each.kill()
            each.wait()
        served.kill()


@pytest.mark.parametrize("name", SENDERS)
def test_a_sender_delivers_every_event_once_though_the_collector_is_killed(served: Served, name: str) -> None:
    assert sorted(served.stored(name)) == sorted(f"Event {number}" for number in range(COUNT))
