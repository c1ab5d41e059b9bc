"""How does the collector run: one process, one port, one home?"""

import os

from instep.warehouse.home import Home

PORT = 8001
CONNECTIONS = 2048


def collect(home: Home, address: str, port: int) -> None:
    """Take events until stopped."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ["INSTEP_HOME"] = str(home.create().path)
    Server(
        "instep.sources.events.app:application",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        backlog=CONNECTIONS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()
