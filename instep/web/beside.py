"""How does long work run beside the web, so that pages stay quick and it can be left?"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.core.management import call_command

BOOT = Path("/proc/sys/kernel/random/boot_id")


def run_beside(*command: str) -> int | None:
    """Start a management command in a process of its own; its id. In tests it runs here and at once."""
    if settings.LONG_WORK_IN_THIS_PROCESS:
        call_command(*command)
        return None
    place = {"INSTEP_HOME": str(settings.HOME.path), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    words = [sys.executable, "-m", "django", *command]
    process = subprocess.Popen(words, env=os.environ | place, start_new_session=True)  # noqa: S603  our own words
    Thread(target=process.wait, daemon=True).start()
    return process.pid


def begun_at(process_id: int) -> str:
    """When this process began, since which start of the machine: numbers are given again to strangers, this is not.

    Empty when there is no such process.
    """
    place = Path(f"/proc/{process_id}/stat")
    if not place.parent.parent.joinpath("self").exists():
        return _asked("ps", "-o", "lstart=", "-p", str(process_id))
    try:
        ticks = place.read_text(errors="replace").rpartition(")")[2].split()[19]
        return f"{BOOT.read_text().strip()}/{ticks}"
    except (OSError, IndexError):
        return ""


def is_running(process_id: int, begun: str) -> bool:
    """That very process, and not one that was given its number later."""
    return bool(begun) and begun_at(process_id) == begun


def end(process_id: int, begun: str) -> None:
    """End a process that `run_beside` started, and whatever it started itself; one that is gone already is no error."""
    if is_running(process_id, begun):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process_id, signal.SIGTERM)


def _asked(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603  our own words
