"""What did people decide about who is who?"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from instep.identity.pairs import DIFFERENT, JOINING, MERGED, PINNED, SAME, SPLIT, Pair, pairs
from instep.identity.standing import contradicted
from instep.team.models import User

ONE_AT_A_TIME = 0x1D
"""PostgreSQL's name of the lock under which decisions are compared with those that stand."""


class Contradiction(ValueError):
    """What is said now can't be true together with what stands; the words name it."""


class Decision(models.Model):
    """Somebody's word on two groups of records. Never edited: an undo is a record too, and it is as if never said."""

    KINDS = (
        (MERGED, _("merged")),
        (SPLIT, _("split")),
        (SAME, _("the same")),
        (DIFFERENT, _("not the same")),
        (PINNED, _("pinned")),
    )

    entity_kind = models.CharField(max_length=10, choices=(("person", _("person")), ("account", _("company"))))
    kind = models.CharField(max_length=10, choices=KINDS)
    left_records = models.TextField()
    right_records = models.TextField()
    why = models.CharField(max_length=500, blank=True)
    moved = models.TextField(blank=True, help_text=_("Which numbers it moved, in words."))
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")

    @property
    def left(self) -> list[str]:
        return list(json.loads(self.left_records))

    @property
    def right(self) -> list[str]:
        return list(json.loads(self.right_records))

    @property
    def said(self) -> str:
        return f"{self.decided_by_name} on {self.decided_at:%Y-%m-%d}" if self.pk else ""

    @property
    def joins(self) -> bool:
        return self.kind in JOINING

    @property
    def undone(self) -> Self | None:
        """The undo of it, where there is one."""
        return getattr(self, "undone_by", None)

    @property
    def number_in_words(self) -> str:
        return f"{self.pk}: {self.get_kind_display()}"

    @property
    def pins(self) -> "Pin | None":
        return getattr(self, "pin", None)

    def concerns(self, records: Iterable[str]) -> bool:
        """A pin concerns whoever has the record on which it hangs first."""
        mine = self.left if self.kind == PINNED else [*self.left, *self.right]
        return not set(mine).isdisjoint(records)

    @classmethod
    def standing(cls) -> models.QuerySet[Self]:
        """Those that nobody took back, in the order in which they were made."""
        return cls.objects.filter(undoes=None, undone_by=None).order_by("pk")

    @classmethod
    def decide(cls, kind: str, entity_kind: str, left: Iterable[str], right: Iterable[str], **who: object) -> Self:
        """Keep what somebody said. Raises Contradiction."""
        with transaction.atomic():
            _wait_for_others()
            new = cls.refuse(kind, entity_kind, left, right)
            for name, value in who.items():
                setattr(new, name, value)
            new.save()
        return new

    @classmethod
    def refuse(cls, kind: str, entity_kind: str, left: Iterable[str], right: Iterable[str]) -> Self:
        """What would be kept, if nothing speaks against it. Raises Contradiction."""
        sides = {"left_records": json.dumps(sorted(left)), "right_records": json.dumps(sorted(right))}
        new = cls(kind=kind, entity_kind=entity_kind, **sides)
        standing = [pair for each in cls.standing().filter(entity_kind=entity_kind) for pair in pairs(each)]
        if said := contradicted(standing, list(pairs(new))):
            raise Contradiction(in_words(said))
        return new

    def take_back(self, by: User | None, by_name: str, at: datetime) -> Self:
        """Undo: as if it had never been said. Undoing twice is once."""
        same = {name: getattr(self, name) for name in ("entity_kind", "kind", "left_records", "right_records")}
        who = {"decided_by": by, "decided_by_name": by_name, "decided_at": at}
        return type(self).objects.get_or_create(undoes=self, defaults=same | who)[0]


class Pin(models.Model):
    """A value that holds against every rule, on one record of a customer (the decision's left side)."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="pin")
    field = models.CharField(max_length=200)
    value = models.CharField(max_length=500)

    @classmethod
    def put(cls, entity_kind: str, records: tuple[str, ...], field: str, value: str, **who: object) -> Decision:
        """Keep what somebody pinned: on the first record, or on whichever is left of the others. Twice is once."""
        with transaction.atomic():
            _wait_for_others()
            last = cls._last(entity_kind, json.dumps(list(records[:1])), field)
            if last and last.value == value:
                return last.decision
            decision = Decision.decide(PINNED, entity_kind, records[:1], records[1:], **who)
            cls.objects.create(decision=decision, field=field, value=value)
        return decision

    @classmethod
    def _last(cls, entity_kind: str, left_records: str, field: str) -> Self | None:
        """The newest that stands of a field of a record."""
        on_record = cls.objects.filter(decision__entity_kind=entity_kind, decision__left_records=left_records)
        return on_record.filter(field=field, decision__undone_by=None).order_by("-pk").first()


class Judgement(models.Model):
    """Whether two records of a sample are one person, as somebody who looked at them says. It joins and parts nobody.

    Never edited: the last word on two records counts, and an empty one takes it back.
    """

    record_a = models.CharField(max_length=500)
    record_b = models.CharField(max_length=500)
    word = models.CharField(max_length=10, choices=((SAME, _("the same")), (DIFFERENT, _("not the same"))), blank=True)
    is_untold = models.BooleanField(default=False, help_text=_("Whoever looked could not tell."))
    judged_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    judged_by_name = models.CharField(max_length=200)
    judged_at = models.DateTimeField()

    @property
    def says_same(self) -> bool | None:
        """None where whoever looked could not tell."""
        return None if self.is_untold else self.word == SAME

    @classmethod
    def standing(cls) -> dict[tuple[str, str], Self]:
        """The last word on each two records; those taken back are left out."""
        last = {(each.record_a, each.record_b): each for each in cls.objects.order_by("pk")}
        return {pair: each for pair, each in last.items() if each.word or each.is_untold}


def in_words(said: Pair) -> str:
    verdict = _("are the same") if said.is_same else _("are not the same")
    told = _("%(who)s said that %(one)s and %(other)s %(verdict)s. Undo that first (decision %(id)s).")
    parts = {"who": said.said, "one": said.record_a, "other": said.record_b, "verdict": verdict}
    return str(told % (parts | {"id": said.decision_id}))


def _wait_for_others() -> None:
    """Two who decide at once are compared with each other; SQLite lets only one write anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
