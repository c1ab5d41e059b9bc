"""Which files did people bring in, and what became of each?"""

from datetime import datetime
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils import timezone

from instep.sources.connectors.models import Connection, SyncRun
from instep.sources.events.models import WriteKey
from instep.sources.posted.models import Door, Payload
from instep.team.models import User
from instep.web.beside import is_running, run_beside

__all__ = ["Connection", "Door", "Payload", "SyncRun", "Upload", "WriteKey"]


class Upload(models.Model):
    """A file on its way into the deliveries. Finished when `finished_at` is set; `problem` says what went wrong."""

    source = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    byte_count = models.BigIntegerField()
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()
    said = models.CharField(max_length=300, blank=True)
    progress_share = models.FloatField(default=0)
    process_id = models.IntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    batch_ids = models.JSONField(default=list)

    @classmethod
    def keep(cls, file: "UploadedFile[Any]", source: str, user: User, now: datetime) -> Self:
        """Write the file into the home folder, exactly as it came."""
        name = Path(file.name or "upload").name
        upload = cls.objects.create(
            source=source, file_name=name, byte_count=file.size or 0, given_by=user, given_at=now, said="Waiting"
        )
        upload.folder.mkdir(parents=True)
        with (upload.folder / name).open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        return upload

    @property
    def folder(self) -> Path:
        return settings.HOME.path / "uploads" / str(self.pk)

    @property
    def is_stopped(self) -> bool:
        """Its process ended without a word: the machine was switched off, or somebody ended it."""
        return self.finished_at is None and self.process_id is not None and not is_running(self.process_id)

    @property
    def is_under_way(self) -> bool:
        return self.finished_at is None and not self.is_stopped

    def say(self, words: str, share: float) -> None:
        self.said, self.progress_share = words[:300], share
        self.save(update_fields=["said", "progress_share"])

    def finish(self, problem: str = "", batch_ids: list[str] | None = None) -> None:
        self.finished_at, self.problem, self.batch_ids = timezone.now(), problem, batch_ids or []
        self.save(update_fields=["finished_at", "problem", "batch_ids"])

    def start(self) -> None:
        process_id = run_beside("take_in_upload", str(self.pk))
        Upload.objects.filter(pk=self.pk).update(process_id=process_id)
