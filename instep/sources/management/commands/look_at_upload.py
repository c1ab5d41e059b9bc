"""What would an uploaded file come to?"""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from instep.sources.imports.looking import keep, look
from instep.sources.imports.pace import Pace
from instep.sources.models import Upload
from instep.sources.reading.watching import watched

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Reads an upload and says what would become of it; nothing is taken in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("upload", type=int)

    def handle(self, *args: Any, upload: int, **options: Any) -> None:
        look_at(Upload.objects.get(pk=upload))


def look_at(upload: Upload) -> None:
    """Whatever goes wrong is said on the upload."""
    now, pace = timezone.now(), Pace(upload.say, until=0.95)
    try:
        upload.say("Reading and recognising the file", 0.05)
        with watched(pace.reads):
            seen = look(settings.HOME, upload.folder, upload.source, upload.choice, now, pace)
        keep(upload.seen_path, seen)
        Upload.objects.filter(pk=upload.pk).update(looked_at=timezone.now(), source=seen["source"])
    except Exception as error:
        log.exception("upload %s", upload.pk)
        upload.finish(f"Something broke on our side ({error}). The log of the server says more.")
