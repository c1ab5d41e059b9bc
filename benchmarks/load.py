"""How fast does a server answer many small requests, and how long does the slowest per cent wait?

A light client: raw sockets on one event loop, a few connections that are kept alive, each waiting for its answer.
"""

import asyncio
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    request_count: int
    seconds: float
    waits: list[float]
    refused_count: int
    client_cpu_seconds: float

    @property
    def per_second(self) -> float:
        return self.request_count / self.seconds

    def wait(self, share: float) -> float:
        """In milliseconds: this share of the requests had its answer by then."""
        return 1000 * sorted(self.waits)[min(len(self.waits) - 1, int(share * len(self.waits)))]


class Connection(asyncio.Protocol):
    """Sends the next request as soon as the last is answered, or when its time has come."""

    def __init__(self, run: "Run") -> None:
        self.run = run
        self.got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.send()

    def send(self) -> None:
        request, pause = self.run.next_request()
        if request is None:
            self.transport.close()
            return
        if pause > 0:
            asyncio.get_running_loop().call_later(pause, self._write, request)
        else:
            self._write(request)

    def _write(self, request: bytes) -> None:
        self.began = time.perf_counter()
        self.transport.write(request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.got += data
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found or len(body) < length(head):
            return
        self.run.answered(time.perf_counter() - self.began, head.startswith(b"HTTP/1.1 200"))
        self.got = b""
        self.send()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.run.left()


def length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


class Run:
    def __init__(self, make: Callable[[int], bytes], count: int, connections: int, per_second: float | None) -> None:
        self.make, self.count, self.open, self.per_second = make, count, connections, per_second
        self.sent, self.refused = 0, 0
        self.waits: list[float] = []
        self.done = asyncio.get_running_loop().create_future()
        self.began = time.perf_counter()

    def next_request(self) -> tuple[bytes | None, float]:
        if self.sent >= self.count:
            return None, 0
        self.sent += 1
        due = self.began + self.sent / self.per_second if self.per_second else 0
        return self.make(self.sent), due - time.perf_counter()

    def answered(self, wait: float, is_taken: bool) -> None:
        self.waits.append(wait)
        self.refused += not is_taken

    def left(self) -> None:
        self.open -= 1
        if not self.open and not self.done.done():
            self.done.set_result(None)


def load(
    port: int, make: Callable[[int], bytes], count: int, connections: int, per_second: float | None = None
) -> Load:
    """Send `count` requests, as fast as they are answered, or at most so many a second."""
    return asyncio.run(_load(port, make, count, connections, per_second))


async def _load(
    port: int, make: Callable[[int], bytes], count: int, connections: int, per_second: float | None
) -> Load:
    loop = asyncio.get_running_loop()
    before = resource.getrusage(resource.RUSAGE_SELF)
    run = Run(make, count, connections, per_second)
    for _ in range(connections):
        await loop.create_connection(lambda: Connection(run), "127.0.0.1", port)
    await run.done
    seconds = time.perf_counter() - run.began
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Load(len(run.waits), seconds, run.waits, run.refused, cpu)


def post(path: str, body: bytes, key: str) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {key}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
