"""A collector in a process of its own that can be killed and started again."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from urllib.error import URLError

from instep.sources.events.keys import Key, hashed, write_keys
from instep.sources.events.store import events_file
from instep.sources.trust import SECRET
from instep.warehouse import Home

STARTED = (
    "import sys; from threading import Event; from instep.sources.events.serving import collect; "
    "from instep.warehouse import Home; collect(Home.from_environment(), '127.0.0.1', int(sys.argv[1]), Event())"
)


@dataclass
class Served:
    home: Home
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Served":
        place = os.environ | {"INSTEP_HOME": str(self.home.path)}
        self.process = subprocess.Popen([sys.executable, "-c", STARTED, str(self.port)], env=place)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=1).close()
                return self
            except (URLError, OSError):
                time.sleep(0.05)
        raise TimeoutError("the collector did not start")

    def beside(self, program: str) -> "subprocess.Popen[bytes]":
        """Another process of the same home."""
        place = os.environ | {"INSTEP_HOME": str(self.home.path)}
        return subprocess.Popen([sys.executable, "-c", program], env=place, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        """kill -9: nobody is told, nothing is tidied up."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def know(self, *names: str) -> None:
        """Each name is a secret key, and its own source."""
        write_keys(self.home, [(hashed(f"sk_{name}"), Key(name, name, SECRET)) for name in names])

    def stored(self, source: str) -> list[str]:
        """The names of all events of one source, as often as they are there."""
        with closing(sqlite3.connect(events_file(self.home))) as store:
            rows = store.execute("select name from event where source = ? order by seq", (source,))
            return [str(name) for (name,) in rows]
