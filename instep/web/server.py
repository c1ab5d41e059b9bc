"""How does the application run for people: database brought up to date, several processes, one port?"""

import os
import socket
from contextlib import suppress

from django.core.management import call_command

from instep.definitions.reading import copy_pack
from instep.sources.taking.undoing import finish_interrupted
from instep.warehouse.home import Home
from instep.warehouse.versions import Busy, Versions
from instep.web.tree import beside

WORKERS = 2
THREADS = 4


def prepare(home: Home) -> None:
    """Point this process and its children at a home, bring the database up to date, give it definitions, tidy up what
    a crash left."""
    os.environ["INSTEP_HOME"] = str(home.create().path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "instep.web.settings")
    import django

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    copy_pack(home.definitions)
    _hand_over_keys()
    finish_interrupted(home)
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
    with beside(["work"], ["collect", "--beside", "--address", address, "--port", str(events_port)]):
        _answer(address, port)


def _answer(address: str, port: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "instep.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve()


def free_port(address: str, wanted: int) -> int:
    """The wanted port, or the next one nobody listens on."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((address, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port between {wanted} and {wanted + 49}; choose one with --port")
