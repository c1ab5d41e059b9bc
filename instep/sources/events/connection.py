"""How much may whoever connects say before the body of a request, and how long may a request take to arrive?

Without a limit, a few thousand senders that never come to an end would keep everybody else out.
"""

import asyncio
import time
from typing import Any

from uvicorn import Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_LIMIT = 32 * 1024
PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 5.0


class Connection(HttpToolsProtocol):
    """Knows since when it waits for the rest of a request, and how much of its head came."""

    waits_since: float | None = None
    head_size: int | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.waits_since = time.monotonic()
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.head_size is not None:
            self.head_size += len(data)
            if self.head_size > HEAD_LIMIT:
                self.send_400_response(f"The head of the request is larger than {HEAD_LIMIT // 1024} kB.")

    def on_message_begin(self) -> None:
        self.waits_since, self.head_size = time.monotonic(), 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self.head_size = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self.waits_since = None
        super().on_message_complete()

    def gives_up(self, now: float) -> None:
        if self.waits_since is not None and now - self.waits_since > PATIENCE_SECONDS:
            self.transport.abort()


async def watch(server: Server) -> Any:
    """Let go of whoever began a request and does not end it."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        for each in list(server.server_state.connections):
            if isinstance(each, Connection):
                each.gives_up(time.monotonic())
