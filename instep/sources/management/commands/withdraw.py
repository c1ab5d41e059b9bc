"""How is a delivery undone, so that the numbers follow?"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from instep.sources.taking.undoing import undo
from instep.warehouse import build
from instep.warehouse.building import Watch
from instep.warehouse.versions import Busy

PATIENCE_SECONDS = 600


class Command(BaseCommand):
    help = "Undoes a delivery as if it had never been, and builds all tables anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch_id")

    def handle(self, *args: Any, batch_id: str, **options: Any) -> None:
        undo(settings.HOME, batch_id, timezone.now())
        build_after_others()


def build_after_others(watch: Watch = lambda _: None, waiting: Callable[[], None] = lambda: None) -> None:
    """Wait for a build that is under way: it may have begun before what is to be built was there."""
    patient_until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            build(settings.HOME, timezone.now(), watch=watch)
            return
        except Busy:
            if time.monotonic() > patient_until:
                raise
            waiting()
            time.sleep(1)
