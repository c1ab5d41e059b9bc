import http.client
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from instep.sources.events import connection
from instep.sources.events.serving import collect
from instep.warehouse import Home
from instep.web.server import free_port


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Somebody takes events there, and has little patience."""
    monkeypatch.setattr(connection, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(connection, "LOOK_SECONDS", 0.1)
    port, stop = free_port("127.0.0.1", 19_700), Event()
    thread = Thread(target=collect, args=(Home(tmp_path / "home"), "127.0.0.1", port, stop))
    thread.start()
    yield _open(port)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def _open(port: int) -> int:
    for _ in range(400):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return port
        time.sleep(0.05)
    raise TimeoutError("nobody takes events")


def said(port: int, *parts: bytes) -> bytes:
    """Everything that is answered until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as sender:
        for part in parts:
            sender.sendall(part)
        return b"".join(iter(lambda: sender.recv(4096), b""))


def test_a_head_without_end_is_refused(port: int) -> None:
    answer = said(port, b"POST /v1/track HTTP/1.1\r\nHost: a\r\n", b"X-Long: " + b"x" * connection.HEAD_LIMIT)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"larger than 32 kB" in answer


@pytest.mark.parametrize("begun", [b"", b"POST /v1/tr", b"POST /v1/track HTTP/1.1\r\nContent-Length: 9\r\n\r\nfour"])
def test_whoever_begins_a_request_and_does_not_end_it_is_let_go(port: int, begun: bytes) -> None:
    assert said(port, begun) == b""


def test_a_connection_that_rests_between_requests_stays(port: int) -> None:
    sender = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(2):
        sender.request("GET", "/health")
        assert sender.getresponse().read()
        time.sleep(0.6)
    sender.close()
