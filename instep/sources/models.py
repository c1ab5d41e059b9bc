"""Which files did people bring in, and what became of each?"""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils import timezone

from instep.sources.connectors.models import Connection, SyncRun
from instep.sources.events.models import WriteKey
from instep.sources.imports.choice import Choice
from instep.sources.posted.models import Door, Payload
from instep.team.models import User
from instep.web.beside import begun_at, end, is_running, run_beside

__all__ = ["Connection", "Door", "Payload", "SyncRun", "Upload", "WriteKey"]


class Upload(models.Model):
    """A file on its way into the deliveries: looked at, chosen about, then taken in.

    `looked_at` is empty while the file is being looked at; `run_at` is when somebody let it in, `finished_at` when that
    was done. `problem` says what went wrong.
    """

    source = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    byte_count = models.BigIntegerField()
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    run_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True)
    progress_share = models.FloatField(default=0)
    process_id = models.IntegerField(null=True)
    process_begun = models.CharField(max_length=100, blank=True)
    finished_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    batch_ids = models.JSONField(default=list)

    @classmethod
    def keep(cls, file: "UploadedFile[Any]", source: str, user: User, now: datetime) -> Self:
        """Write the file into the home folder, exactly as it came."""
        name = file_name(file.name or "upload")
        upload = cls.objects.create(
            source=source, file_name=name[:255], byte_count=file.size or 0, given_by=user, given_at=now, said="Waiting"
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
    def seen_path(self) -> Path:
        return settings.HOME.path / "uploads" / f".{self.pk}" / "seen.json"

    @property
    def seen(self) -> dict[str, Any]:
        """What the last look at the file showed."""
        path = self.seen_path
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"tables": []}
        return found

    @property
    def choice(self) -> Choice:
        return Choice.read(self.choice_path)

    @property
    def choice_path(self) -> Path:
        return self.seen_path.with_name("choice.json")

    @property
    def is_at_work(self) -> bool:
        """Its file should be being looked at, or taken in, right now."""
        return self.finished_at is None and (self.looked_at is None or self.run_at is not None)

    @property
    def is_stopped(self) -> bool:
        """Its process ended without a word: the machine was switched off, or somebody ended it."""
        return self.is_at_work and self.process_id is not None and not is_running(self.process_id, self.process_begun)

    @property
    def is_under_way(self) -> bool:
        return self.is_at_work and not self.is_stopped

    @property
    def is_waiting(self) -> bool:
        """It was looked at; people choose."""
        return self.finished_at is None and self.looked_at is not None and self.run_at is None

    def say(self, words: str, share: float) -> None:
        self.said, self.progress_share = words[:300], share
        self.save(update_fields=["said", "progress_share"])

    def finish(self, problem: str = "", batch_ids: list[str] | None = None) -> None:
        self.finished_at, self.problem, self.batch_ids = timezone.now(), problem, batch_ids or []
        self.save(update_fields=["finished_at", "problem", "batch_ids"])

    def look(self, choice: Choice) -> None:
        """Look at the file again, as people chose now; whoever looked before stops."""
        self.stop()
        choice.keep(self.choice_path)
        Upload.objects.filter(pk=self.pk).update(looked_at=None, finished_at=None, problem="", progress_share=0)
        self._start("look_at_upload")

    def run(self, now: datetime) -> bool:
        """Let it in, once: two tabs may say so at the same time."""
        mine = Upload.objects.filter(pk=self.pk, run_at=None, finished_at=None)
        is_first = mine.update(run_at=now, said="Waiting", progress_share=0)
        if is_first:
            self._start("take_in_upload")
        return bool(is_first)

    def go_on(self) -> None:
        """Take in again what was let in and stopped: what is in already counts as such."""
        self._start("take_in_upload")

    def stop(self) -> None:
        if self.is_under_way and self.process_id:
            end(self.process_id, self.process_begun)

    def forget(self) -> None:
        """The file goes, and what was chosen about it."""
        for folder in (self.folder, self.seen_path.parent):
            shutil.rmtree(folder, ignore_errors=True)

    def _start(self, command: str) -> None:
        process_id = run_beside(command, str(self.pk))
        begun = begun_at(process_id) if process_id else ""
        Upload.objects.filter(pk=self.pk).update(process_id=process_id, process_begun=begun)


def file_name(said: str) -> str:
    """A name that every disk can keep: its last part, without signs that nobody sees, and not too long."""
    plain = "".join(sign if sign.isprintable() else "_" for sign in Path(said.replace("\\", "/")).name).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    ending = (dot + ending).encode()[:20].decode("utf-8", "ignore") if stem else ""
    return (stem or plain).encode()[: 200 - len(ending)].decode("utf-8", "ignore") + ending or "upload"
