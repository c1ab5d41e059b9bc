"""What was started ends with whoever started it, nobody else is ended, and a port that was asked for is that port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from instep.cli.main import app
from instep.web import server
from instep.web.beside import begun_at, end, is_running

HERE = "127.0.0.1"
SERVING = "import sys; from instep.web import server; server._answer('127.0.0.1', int(sys.argv[1]))"


@pytest.fixture
def stranger() -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind((HERE, 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def test_whoever_has_the_number_of_a_process_that_is_gone_is_not_ended(stranger: "subprocess.Popen[bytes]") -> None:
    time.sleep(0.05)
    gone = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    begun = begun_at(gone.pid)
    gone.communicate(b"\n")
    assert begun
    assert not is_running(stranger.pid, begun)
    assert not is_running(stranger.pid, "")
    end(stranger.pid, begun)
    time.sleep(0.2)
    assert stranger.poll() is None


def test_what_we_started_is_known_and_ended(stranger: "subprocess.Popen[bytes]") -> None:
    begun = begun_at(stranger.pid)
    assert is_running(stranger.pid, begun)
    end(stranger.pid, begun)
    assert stranger.wait(10) == -signal.SIGTERM
    assert not is_running(stranger.pid, begun)


def test_the_processes_that_answer_end_when_the_first_is_killed(tmp_path: Path) -> None:
    (port, _) = server.free_ports(HERE, 18_000 + os.getpid() % 10_000)
    place = os.environ | {"INSTEP_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "instep.web.settings"}
    first = subprocess.Popen([sys.executable, "-c", SERVING, str(port)], env=place)
    try:
        assert until(lambda: answers(port))
    finally:
        first.kill()
        first.wait()
    assert until(lambda: server._is_free(HERE, port))


def test_a_port_that_was_asked_for_and_is_taken_is_refused_in_a_sentence(
    taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 1)
    monkeypatch.setattr(server, "prepare", lambda _: None)
    monkeypatch.setenv("INSTEP_HOME", str(tmp_path))
    done = CliRunner().invoke(app, ["serve", "--port", str(taken)])
    assert done.exit_code == 1
    assert f"port {taken} of {HERE} is in use" in done.output


def test_pages_never_move_to_where_another_takes_events(taken: int) -> None:
    assert server.free_ports(HERE, taken)[0] >= taken + 2
    assert server.free_ports(HERE, taken - 1)[0] >= taken + 1


def answers(port: int) -> bool:
    with socket.socket() as asked:
        asked.settimeout(20)
        try:
            asked.connect((HERE, port))
            asked.sendall(b"GET /nothing/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return asked.recv(8).startswith(b"HTTP")
        except OSError:
            return False


def until(is_so: Callable[[], bool], seconds: float = 60) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if is_so():
            return True
        time.sleep(0.2)
    return False
