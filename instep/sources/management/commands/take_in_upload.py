"""How does an uploaded file become part of every number?"""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from instep.sources.events.draining import drain_all
from instep.sources.importing import Import, import_files
from instep.sources.models import Upload
from instep.warehouse import Step, build
from instep.warehouse.versions import Busy

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Reads an upload, takes its records in and builds all tables anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("upload", type=int)

    def handle(self, *args: Any, upload: int, **options: Any) -> None:
        take_in(Upload.objects.get(pk=upload))


def take_in(upload: Upload) -> None:
    """Whatever goes wrong is said on the upload; what was taken before stays taken and can be undone."""
    came = Import([], [], [])
    try:
        upload.say("Reading and recognising the file", 0.05)
        came = import_files(settings.HOME, upload.folder, source=upload.source, received_at=upload.given_at)
        if came.batches:
            upload.say("Building the tables", 0.3)
            drain_all(settings.HOME, timezone.now())
            build(settings.HOME, timezone.now(), watch=lambda step: told(upload, step))
        upload.finish(problem(came), ids(came))
    except Busy:
        upload.finish("The records are in. Another build was under way; they count from the next one.", ids(came))
    except Exception as error:
        log.exception("upload %s", upload.pk)
        upload.finish(f"Something broke on our side ({error}). The log of the server says more.", ids(came))


def told(upload: Upload, step: Step) -> None:
    upload.say(f"Building {step.table}", 0.3 + 0.7 * step.index / step.total)


def ids(came: Import) -> list[str]:
    return [batch.batch_id for batch in came.batches]


def problem(came: Import) -> str:
    """What could not be used, in sentences; empty when all of it was."""
    said = [str(each) for each in came.unreadable]
    if came.unrecognised:
        said.append(f"Not recognised as any kind of record we know: {', '.join(came.unrecognised)}.")
    return " ".join(said)
