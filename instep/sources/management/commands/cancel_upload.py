"""How does a cancelled import leave nothing behind?"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from instep.sources.management.commands.withdraw import build_after_others
from instep.sources.models import Upload
from instep.sources.taking.batch import Batch, batches
from instep.sources.taking.undoing import undo


class Command(BaseCommand):
    help = "Takes back what a cancelled import had taken in already, and builds all tables anew if it had."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("upload", type=int)

    def handle(self, *args: Any, upload: int, **options: Any) -> None:
        cancelled = Upload.objects.get(pk=upload)
        came = [each for each in batches(settings.HOME) if is_of(cancelled, each)]
        for batch in came:
            undo(settings.HOME, batch.batch_id, timezone.now())
        if came:
            build_after_others()


def is_of(upload: Upload, batch: Batch) -> bool:
    return upload.run_at is not None and (batch.source, batch.received_at) == (upload.source, upload.run_at)
