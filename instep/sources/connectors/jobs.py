"""How are connected systems asked when they are due?"""

import os
import subprocess
import sys
from threading import Event

from instep.sources.connectors.models import Connection
from instep.sources.connectors.syncing import now
from instep.warehouse import Home

AT_ONCE = 2
_asking: dict[int, "subprocess.Popen[bytes]"] = {}


def ask(home: Home, _stop: Event) -> str:
    """Start a process for each connection that is due, two at once at most; it ends when the worker ends."""
    for pk, process in list(_asking.items()):
        if process.poll() is not None:
            del _asking[pk]
    due = [each for each in Connection.objects.order_by("pk") if each.pk not in _asking and each.is_due(now())]
    started = due[: AT_ONCE - len(_asking)]
    for connection in started:
        place = {"INSTEP_HOME": str(home.path), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        words = [sys.executable, "-m", "django", "sync_connection", str(connection.pk)]
        _asking[connection.pk] = subprocess.Popen(words, env=os.environ | place)  # noqa: S603  our own words
    return ", ".join(f"asking {connection.source}" for connection in started)
