"""How does an uploaded file become part of every number?"""

import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from instep.sources.events.draining import drain_all
from instep.sources.importing import Import
from instep.sources.imports.looking import import_chosen
from instep.sources.imports.pace import Pace
from instep.sources.management.commands.cancel_upload import is_of
from instep.sources.management.commands.withdraw import build_after_others
from instep.sources.models import Upload
from instep.sources.reading.watching import watched
from instep.sources.taking.batch import batches
from instep.warehouse import Step
from instep.warehouse.scratch import working_in
from instep.warehouse.versions import Busy

log = logging.getLogger(__name__)
WAITS = "The records are in; another build is under way, and the numbers follow it"
TAKING = 0.4
"""Of the whole work, as a rule; the rest is building the tables."""


class Command(BaseCommand):
    help = "Takes an upload's records in as people chose, and builds all tables anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("upload", type=int)

    def handle(self, *args: Any, upload: int, **options: Any) -> None:
        with working_in(settings.HOME.path):
            take_in(Upload.objects.get(pk=upload))


def take_in(upload: Upload) -> None:
    """Whatever goes wrong is said on the upload; what was taken before stays taken and can be undone."""
    came = Import([], [], [])
    try:
        came = _in_already(upload) or _came(upload, upload.run_at or timezone.now())
        upload.batch_ids = ids(came)
        upload.save(update_fields=["batch_ids"])
        if came.batches:
            upload.say("Building the tables", TAKING)
            drain_all(settings.HOME, timezone.now())
            build_after_others(lambda step: told(upload, step), lambda: upload.say(WAITS, TAKING))
        upload.finish(problem(came), ids(came))
    except Busy:
        upload.finish("The records are in; the numbers follow when the build that is under way has ended.", ids(came))
    except Exception as error:
        log.exception("upload %s", upload.pk)
        upload.finish(f"Something broke on our side ({error}). The log of the server says more.", ids(came))


def _in_already(upload: Upload) -> Import | None:
    """What came in before the machine was switched off in the middle: only the tables are missing then."""
    came = [each for each in batches(settings.HOME) if is_of(upload, each) and each.undone_at is None]
    return Import(came, [], []) if came else None


def _came(upload: Upload, moment: datetime) -> Import:
    upload.say("Reading and recognising the file", 0.02)
    pace = Pace(upload.say, until=TAKING)
    with watched(pace.reads):
        return import_chosen(settings.HOME, upload.folder, upload.source, upload.choice, moment, pace, is_dry_run=False)


def told(upload: Upload, step: Step) -> None:
    upload.say(f"Building {step.table}", TAKING + (1 - TAKING) * step.index / step.total)


def ids(came: Import) -> list[str]:
    return [batch.batch_id for batch in came.batches]


def problem(came: Import) -> str:
    """What could not be used, in sentences; empty when all of it was."""
    said = [str(each) for each in came.unreadable]
    if came.unrecognised:
        said.append(f"Not recognised as any kind of record we know: {', '.join(came.unrecognised)}.")
    return " ".join(said)
