"""How does the collector run: one process, one port, one home?

Requests are read, judged and gathered for a commit in one thread: handing each to another one and back cost more than
all that is done with it. A second process for the same home is safe (SQLite lets one write at a time), and gains
nothing.
"""

import asyncio
import os
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING

from instep.sources.events.app import Collector
from instep.warehouse.home import Home

if TYPE_CHECKING:
    from uvicorn import Server

CONNECTIONS = 2048
LINGER_SECONDS = 75
"""How long a connection may rest between two requests."""


def collect(home: Home, address: str, port: int, stop: Event) -> None:
    """Take events until told to stop; whoever still waits for an answer gets it."""
    collector = Collector(home.create(), os.environ.get("INSTEP_TLS") == "1")
    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(_collect(collector, address, port, stop))


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The quicker loop where there is one."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


async def _collect(collector: Collector, address: str, port: int, stop: Event) -> None:
    """In this very process: nothing is left behind when it is killed."""
    from uvicorn import Config, Server

    from instep.sources.events.connection import Connection, watch

    config = Config(
        collector,
        host=address,
        port=port,
        http=Connection,
        ws="none",
        lifespan="on",
        backlog=CONNECTIONS,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=LINGER_SECONDS,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
    )
    server = Server(config)
    Thread(target=_end, args=(server, stop), daemon=True).start()
    watching = asyncio.create_task(watch(server))
    await server.serve()
    watching.cancel()


def _end(server: "Server", stop: Event) -> None:
    stop.wait()
    server.should_exit = True
