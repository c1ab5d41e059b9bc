"""What did people decide about a hand-off?"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from instep.handoffs.bands import Said, judged_until
from instep.handoffs.standing import TAKEN_BACK, standing
from instep.team.models import User
from instep.warehouse import Warehouse


class Verdict(models.Model):
    """Somebody's word on a hand-off. Never edited: a later one supersedes it, "taken back" undoes the last one."""

    ACCEPTED, SENT_BACK, TAKEN_BACK = "accepted", "sent back", TAKEN_BACK
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
        judged = set(cls.objects.filter(pk__gt=built).values_list("handoff_id", flat=True))
        given = [*cls.objects.filter(handoff_id__in=judged).order_by("pk")]
        known = {verdict.handoff_id for verdict in given if verdict.pk <= built}
        holding = {handoff: each[-1] for handoff, each in standing(given).items()}
        said = [Said(one.handoff_id, one.decision, one.reason, one.given_at) for one in holding.values()]
        undone = {one.handoff_id: one.given_at for one in given if one.handoff_id in known - holding.keys()}
        return said + [Said(handoff, cls.TAKEN_BACK, "", at) for handoff, at in undone.items()]

    @classmethod
    def last_on(cls, handoffs: Iterable[str]) -> dict[str, Self]:
        """The verdict that holds on each of these hand-offs."""
        given = cls.objects.filter(handoff_id__in=[*handoffs]).select_related("given_by").order_by("pk")
        return {handoff: each[-1] for handoff, each in standing(given).items()}

    def withdrawn_for(self) -> Self | None:
        """The word of somebody else that stood before this one came: two answered at once, and the first one counts."""
        told = standing(type(self).objects.filter(handoff_id=self.handoff_id, pk__lte=self.pk).order_by("pk"))
        *before, own = told[self.handoff_id]
        earlier = before[-1] if before else None
        if own != self or earlier is None or earlier.given_by_id == self.given_by_id:
            return None
        self.delete()
        return earlier

    def take_back(self, by: User, at: datetime) -> Self:
        """Undo: what held before holds again, as its giver said it."""
        same = {"handoff_id": self.handoff_id, "person_id": self.person_id, "received_at": self.received_at}
        return type(self).objects.create(decision=self.TAKEN_BACK, given_by=by, given_at=at, **same)
