"""How does long work run beside the web, so that pages stay quick and it can be left?"""

import os
import signal
import subprocess
import sys
from threading import Thread

from django.conf import settings
from django.core.management import call_command


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


def is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def end(process_id: int) -> None:
    """End a process that `run_beside` started, and whatever it started itself; one that is gone already is no error."""
    try:
        os.killpg(process_id, signal.SIGTERM)
    except ProcessLookupError:
        return
