"""Through which addresses may others post to us, and what did they post?"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from instep.sources.connectors.sealing import opened, sealed
from instep.sources.posted.bodies import Said
from instep.sources.posted.example import Example
from instep.sources.posted.signing import HMAC, NONE, STANDARD, Lock
from instep.sources.trust import PUBLIC, SECRET
from instep.team.models import User

REFUSED_KEPT = 500


class Door(models.Model):
    """An address to post to. Whoever knows it may; a signature proves who they are. Its secrets are kept sealed."""

    SCHEMES = (
        (NONE, _("None: whoever knows the address may post, such as a form")),
        (STANDARD, _("Standard Webhooks")),
        (HMAC, _("A shared secret: HMAC-SHA256 in a header")),
    )
    A_MINUTE = 300

    name = models.CharField(max_length=80)
    source = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    scheme = models.CharField(max_length=20, choices=SCHEMES, default=NONE)
    signature_header = models.CharField(max_length=80, blank=True)
    moment_header = models.CharField(max_length=80, blank=True)
    redirect_to = models.URLField(max_length=500, blank=True)
    example = models.JSONField(null=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    arriving_batch_id = models.CharField(max_length=200, blank=True)
    """The delivery that its payloads are on their way into."""
    arriving_at = models.DateTimeField(null=True)

    @classmethod
    def make(cls, user: User, now: datetime, secret: str = "", **said: object) -> Self:
        token = token_urlsafe(24)
        kept = sealed(settings.HOME, {"token": token, "secret": secret})
        door = cls(token_hash=hashed(token), sealed=kept, made_by=user, made_at=now, **said)
        door.save()
        return door

    @classmethod
    def at(cls, token: str) -> Self | None:
        return cls.objects.filter(token_hash=hashed(token), closed_at=None).first()

    @property
    def token(self) -> str:
        return opened(settings.HOME, self.sealed)["token"]

    @property
    def secret(self) -> str:
        return opened(settings.HOME, self.sealed)["secret"]

    @property
    def lock(self) -> Lock:
        secret = self.secret if self.scheme != NONE else ""
        return Lock(self.scheme, secret, self.signature_header or "x-signature", self.moment_header)

    @property
    def trust(self) -> str:
        """Without a signature anybody may have sent it."""
        return PUBLIC if self.scheme == NONE else SECRET

    @property
    def mapped(self) -> Example | None:
        return Example.read(self.example) if self.example else None

    def is_too_busy(self, now: datetime, coming: int, is_refused: bool = False) -> bool:
        """Whether so many more are too many for this minute."""
        recent = self.payloads.filter(received_at__gt=now - timedelta(minutes=1))
        alike = recent.exclude(problem="") if is_refused else recent.filter(problem="")
        return alike.count() + coming > self.A_MINUTE

    def keep(self, messages: Sequence[tuple[str, Said]], now: datetime) -> int:
        """How many are new. Without an id, each is a message of its own."""
        named = {message_id or token_urlsafe(16): said for message_id, said in messages}
        with transaction.atomic():
            known = set(self.payloads.filter(message_id__in=list(named)).values_list("message_id", flat=True))
            new = [self._payload(own, said, now) for own, said in named.items() if own not in known]
            Payload.objects.bulk_create(new, ignore_conflicts=True)
        return len(new)

    def send_on_their_way(self, payloads: Sequence[int], batch_id: str, now: datetime) -> None:
        """They have the name of their delivery, and the address remembers it until it has arrived."""
        with transaction.atomic():
            self.arriving_batch_id, self.arriving_at = batch_id, now
            self.save(update_fields=["arriving_batch_id", "arriving_at"])
            Payload.objects.filter(pk__in=payloads).update(batch_id=batch_id)

    def _payload(self, message_id: str, said: Said, now: datetime) -> "Payload":
        text = json.dumps(said, ensure_ascii=False)
        return Payload(door=self, message_id=message_id, said=text, received_at=now)

    def refuse(self, why: str, body: bytes, now: datetime) -> None:
        """Kept with the reason; only the last few hundred, so that nobody fills our disk."""
        text = body[:20_000].decode("utf-8", "replace").replace("\0", "")
        self.payloads.create(message_id=token_urlsafe(16), said=text, problem=why[:500], received_at=now)
        old = self.payloads.exclude(problem="").order_by("-pk").values_list("pk", flat=True)[REFUSED_KEPT:]
        self.payloads.filter(pk__in=list(old)).delete()


class Payload(models.Model):
    """What one message said. It waits until its batch is named; a refused one says why and never counts."""

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="payloads")
    message_id = models.CharField(max_length=220)
    said = models.TextField()
    problem = models.CharField(max_length=500, blank=True)
    received_at = models.DateTimeField(db_index=True)
    batch_id = models.CharField(max_length=200, blank=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["door", "message_id"], name="a_message_comes_once")]

    @property
    def told(self) -> Said:
        found: Said = json.loads(self.said)
        return found


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
