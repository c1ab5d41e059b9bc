"""How do the numbers follow when a delivery was undone or a rule changed?"""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from instep.warehouse import build
from instep.warehouse.versions import Busy

PATIENCE_SECONDS = 600


class Command(BaseCommand):
    help = "Builds all tables anew, after a build that is under way."

    def handle(self, *args: Any, **options: Any) -> None:
        patient_until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                build(settings.HOME, timezone.now())
                return
            except Busy:
                if time.monotonic() > patient_until:
                    raise
                time.sleep(1)
