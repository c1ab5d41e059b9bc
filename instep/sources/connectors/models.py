"""Which systems are connected, how often is each asked, and how did it go?"""

import logging
import os
from datetime import datetime, timedelta
from threading import Event
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from instep.sources.connectors.addresses import Doors
from instep.sources.connectors.opening import Connected
from instep.sources.connectors.sealing import opened, sealed, without_secrets
from instep.sources.connectors.syncing import Order, Run, now, sync
from instep.sources.connectors.system import System, systems
from instep.team.models import User
from instep.web.beside import begun_at, is_running

log = logging.getLogger(__name__)
LONGEST_PAUSE = timedelta(hours=6)


class Connection(models.Model):
    """A system that is asked by itself. Its secrets are sealed, and shown to nobody."""

    EVERY = (
        (5, _("every 5 minutes")),
        (15, _("every 15 minutes")),
        (60, _("every hour")),
        (360, _("every 6 hours")),
        (1440, _("every day")),
        (0, _("only when asked")),
    )
    source = models.CharField(max_length=60, unique=True)
    system = models.CharField(max_length=60)
    told = models.JSONField(default=dict)
    secrets = models.TextField()
    every_minutes = models.PositiveIntegerField(choices=EVERY, default=60)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked_for_all = models.BooleanField(default=False)

    @classmethod
    def asked_well(cls) -> dict[str, tuple[datetime | None, bool]]:
        """Of each source: when it was last asked without a problem, and whether that is too long ago."""
        return {each.source: (each.fresh_at, each.is_stale) for each in cls.objects.all()}

    @property
    def about(self) -> System:
        return systems()[self.system]

    def seal(self, secrets: dict[str, str]) -> None:
        self.secrets = sealed(settings.HOME, secrets)

    def opened_secrets(self) -> dict[str, str]:
        return opened(settings.HOME, self.secrets)

    def connected(self) -> Connected:
        known = {**self.told, **self.opened_secrets()}
        return Connected(self.system, known, Doors.from_environment(), (settings.HOME.path / "databases",))

    def last_run(self) -> "SyncRun | None":
        return self.runs.order_by("-pk").first()

    @property
    def fresh_at(self) -> datetime | None:
        """When the last run began that came to its end without a problem: so fresh is what we know."""
        done = self.runs.filter(ended_at__isnull=False, problem="", is_partial=False).order_by("-pk").first()
        return done.started_at if done else None

    @property
    def is_stale(self) -> bool:
        """Twice the time between two syncs has passed without a good one."""
        if not self.every_minutes or self.paused_at:
            return False
        return now() - (self.fresh_at or self.made_at) > 2 * timedelta(minutes=self.every_minutes)

    def is_due(self, at: datetime) -> bool:
        last = self.last_run()
        if last is not None and last.is_under_way:
            return False
        if self.asked_at is not None and (last is None or last.started_at < self.asked_at):
            return True
        if self.paused_at or not self.every_minutes:
            return False
        return last is None or at >= last.started_at + self._pause()

    def _pause(self) -> timedelta:
        """After failures in a row it is asked less and less often."""
        usual = timedelta(minutes=self.every_minutes)
        recent = list(self.runs.order_by("-pk").values_list("problem", flat=True)[:6])
        failed = next((count for count, problem in enumerate(recent) if not problem), len(recent))
        return max(usual, min(usual * 2**failed, LONGEST_PAUSE)) if failed else usual


class SyncRun(models.Model):
    """One time that a system was asked, and what came of it."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    process_id = models.IntegerField()
    process_begun = models.CharField(max_length=100, blank=True)
    is_full = models.BooleanField(default=False)
    is_partial = models.BooleanField(default=False)
    read_count = models.BigIntegerField(default=0)
    new_count = models.BigIntegerField(default=0)
    withdrawn_count = models.BigIntegerField(default=0)
    refused_count = models.BigIntegerField(default=0)
    tables = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    problem = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["connection", "-id"], name="runs_of_a_connection")]

    @classmethod
    def begin(cls, connection: Connection, is_full: bool) -> Self:
        mine = {"process_id": os.getpid(), "process_begun": begun_at(os.getpid())}
        is_full = is_full or connection.asked_for_all
        return cls.objects.create(connection=connection, started_at=now(), is_full=is_full, **mine)

    @property
    def is_under_way(self) -> bool:
        return self.ended_at is None and is_running(self.process_id, self.process_begun)

    @property
    def is_stopped(self) -> bool:
        """Its process ended without a word; the next run goes on where it was."""
        return self.ended_at is None and not is_running(self.process_id, self.process_begun)

    def perform(self, stop: Event, may_withdraw_most: bool = False) -> Run | None:
        """Whatever goes wrong is said here, without secrets; what came before is in and stays."""
        connection, came = self.connection, None
        try:
            feeds = connection.connected().feeds()
            came = sync(settings.HOME, connection.source, feeds, Order(self.is_full, may_withdraw_most), stop)
            self._tell(came)
        except Exception as error:
            known = connection.opened_secrets() if not self._is_sealed_elsewhere() else {}
            self.problem = without_secrets(f"{error}" or type(error).__name__, known)
            log.warning("sync of %s: %s", connection.source, self.problem)
        self.ended_at = now()
        self.save()
        Connection.objects.filter(pk=connection.pk, asked_at__lte=self.started_at).update(
            asked_at=None, asked_for_all=False
        )
        return came

    def _is_sealed_elsewhere(self) -> bool:
        try:
            self.connection.opened_secrets()
        except Exception:
            return True
        return False

    def _tell(self, came: Run) -> None:
        self.is_partial, self.unknown = came.is_partial, came.unknown
        self.tables = [_words(told) for told in came.tables]
        self.read_count = sum(told.read_count for told in came.tables)
        self.new_count, self.withdrawn_count = came.new_count, came.withdrawn_count
        self.refused_count = sum(told.refused_count for told in came.tables)
        self.problem = _summed([f"{told.table}: {told.problem}" for told in came.tables if told.problem], came)


def _summed(problems: list[str], came: Run) -> str:
    """One problem as it is; of many the first, because they stand beside their tables."""
    if len(problems) < 2:
        return "".join(problems)
    return f"{len(problems)} of {len(came.tables)} tables could not be read. The first: {problems[0]}"


def _words(told: Any) -> dict[str, Any]:
    counts = {name: getattr(told, f"{name}_count") for name in ("read", "new", "withdrawn", "refused")}
    batches = [batch.batch_id for batch in told.batches]
    return {"table": told.table, **counts, "notes": told.notes, "problem": told.problem, "batches": batches}
