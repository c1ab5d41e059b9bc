"""How does the collector run: one process, one port, one home?

A second one for the same home is safe (SQLite lets one write at a time) and gains nothing.
"""

import asyncio
import os
from collections.abc import Callable
from threading import Event, Thread

from instep.sources.events.app import Collector
from instep.warehouse.home import Home

CONNECTIONS = 2048


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
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.embed import Server

    server = Server(
        collector,
        address=address,
        port=port,
        interface=Interfaces.ASGI,
        backlog=CONNECTIONS,
        websockets=False,
        log_level=LogLevels.error,
    )
    loop = asyncio.get_running_loop()
    Thread(target=lambda: (stop.wait(), loop.call_soon_threadsafe(server.stop)), daemon=True).start()
    await server.serve()
