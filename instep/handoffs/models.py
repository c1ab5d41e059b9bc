"""What did people decide about a hand-off?"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from instep.handoffs.bands import Said, judged_until
from instep.team.models import User
from instep.warehouse import Warehouse


class Verdict(models.Model):
    """Somebody's word on a hand-off. Never edited: a later one supersedes it, and "taken back" leaves none."""

    ACCEPTED, SENT_BACK, TAKEN_BACK = "accepted", "sent back", "taken back"
    DECISIONS = ((ACCEPTED, _("accepted")), (SENT_BACK, _("sent back")), (TAKEN_BACK, _("taken back")))

    handoff_id = models.CharField(max_length=32, db_index=True)
    person_id = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    decision = models.CharField(max_length=20, choices=DECISIONS)
    reason = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decision="sent back") ^ models.Q(reason=""), name="only_sending_back_has_a_reason"
            )
        ]

    @classmethod
    def since(cls, warehouse: Warehouse) -> list[Said]:
        """The last word on each hand-off that was judged after the warehouse was built."""
        built = judged_until(warehouse)
        last = {verdict.handoff_id: verdict for verdict in cls.objects.filter(pk__gt=built).order_by("pk")}
        undone = [handoff for handoff, verdict in last.items() if verdict.decision == cls.TAKEN_BACK]
        known = set(cls.objects.filter(pk__lte=built, handoff_id__in=undone).values_list("handoff_id", flat=True))
        return [
            Said(handoff, verdict.decision, verdict.reason, verdict.given_at)
            for handoff, verdict in last.items()
            if verdict.decision != cls.TAKEN_BACK or handoff in known
        ]

    @classmethod
    def last_on(cls, handoffs: Iterable[str]) -> dict[str, Self]:
        """The verdict that holds on each of these hand-offs."""
        given = cls.objects.filter(handoff_id__in=[*handoffs]).select_related("given_by").order_by("pk")
        last = {verdict.handoff_id: verdict for verdict in given}
        return {handoff: verdict for handoff, verdict in last.items() if verdict.decision != cls.TAKEN_BACK}

    def take_back(self, by: User, at: datetime) -> Self:
        """Undo: what held before holds again, as a new record."""
        earlier = type(self).objects.filter(handoff_id=self.handoff_id, pk__lt=self.pk).order_by("-pk").first()
        again = earlier or self
        is_none = earlier is None
        return type(self).objects.create(
            handoff_id=self.handoff_id,
            person_id=self.person_id,
            received_at=self.received_at,
            decision=self.TAKEN_BACK if is_none else again.decision,
            reason="" if is_none else again.reason,
            note="" if is_none else again.note,
            given_by=by,
            given_at=at,
        )
