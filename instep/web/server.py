"""How does the application run for people: database brought up to date, several processes, one port?"""

import os
import socket
import time
from contextlib import suppress

from django.core.management import call_command

from instep.definitions.reading import copy_pack
from instep.sources.taking.undoing import finish_interrupted
from instep.warehouse.home import Home
from instep.warehouse.scratch import sweep
from instep.warehouse.versions import Busy, Versions
from instep.web.load import shared
from instep.web.tree import PARENT, beside

WORKERS = 2
THREADS = 4
TRIED, PATIENCE = 25, 30
GRACE_SECONDS = 5
"""How long pages that are being made may take when all shall end; a browser that keeps asking holds nobody up."""


def point_at(home: Home) -> None:
    """This process and its children work in this home from here on."""
    os.environ["INSTEP_HOME"] = str(home.create().path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "instep.web.settings")


def prepare(home: Home) -> None:
    """Point at a home, bring its database up to date, give it definitions, tidy up what a crash left."""
    point_at(home)
    import django

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    copy_pack(home.definitions)
    _hand_over_keys()
    finish_interrupted(home)
    sweep(home.path)
    versions = Versions(home.versions)
    with suppress(Busy), versions.alone():
        versions.sweep()


def _hand_over_keys() -> None:
    from instep.sources.events.models import hand_over

    hand_over()


def is_nobody_here() -> bool:
    """Nobody has been let in yet."""
    from instep.team.models import User

    return not User.objects.exists()


def serve(address: str, port: int, events_port: int) -> None:
    """Answer until stopped, with the worker and the collector of events in the same process tree."""
    os.environ["INSTEP_EVENTS_PORT"] = str(events_port)
    with beside(["collect", "--beside", "--address", address, "--port", str(events_port)], ["work"]):
        _answer(address, port)


def _answer(address: str, port: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ[PARENT] = str(os.getpid())
    with shared(WORKERS):
        Server(
            "instep.web.wsgi:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=WORKERS,
            blocking_threads=THREADS,
            workers_kill_timeout=GRACE_SECONDS,
            log_level=LogLevels.warning,
        ).serve()


class Taken(OSError):
    """Somebody listens on the port that was asked for."""


def free_ports(address: str, wanted: int) -> tuple[int, int]:
    """For the pages and, right after it, for events: the first pair of which both are free.

    Pairs, because one port on may be where another Instep takes events, even if it is just starting again.
    """
    for port in range(wanted, wanted + 2 * TRIED, 2):
        if _is_free(address, port) and _is_free(address, port + 1):
            return port, port + 1
    raise Taken(f"no two free ports between {wanted} and {wanted + 2 * TRIED}; choose one with --port")


def free_port(address: str, wanted: int) -> int:
    """The wanted port, or the next one nobody listens on."""
    for port in range(wanted, wanted + 2 * TRIED):
        if _is_free(address, port):
            return port
    raise Taken(f"no free port between {wanted} and {wanted + 2 * TRIED}; choose one with --events-port")


def asked_port(address: str, port: int) -> int:
    """The port that was asked for, and no other; one whose process was just ended is waited for."""
    for _ in range(PATIENCE):
        if _is_free(address, port):
            return port
        time.sleep(0.1)
    raise Taken(f"port {port} of {address} is in use; end what listens there, or choose another port")


def _is_free(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError:
            return False
        return True
