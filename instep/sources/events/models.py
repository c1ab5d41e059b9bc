"""Which write keys did people make?"""

from datetime import datetime
from secrets import token_urlsafe
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from instep.sources.events.keys import Key, hashed, write_keys
from instep.sources.trust import PUBLIC, SECRET
from instep.team.models import User


class WriteKey(models.Model):
    """Lets a website or a server send events as one source. Of a secret key only the hash is kept."""

    TRUST = ((PUBLIC, _("Public: in browsers and apps")), (SECRET, _("Secret: on our own servers")))
    ADDRESS = (("drop", _("Don't keep")), ("shorten", _("Shorten to its network")), ("keep", _("Keep")))

    name = models.CharField(max_length=80)
    source = models.CharField(max_length=60)
    trust = models.CharField(max_length=10, choices=TRUST, default=PUBLIC)
    key_hash = models.CharField(max_length=64, unique=True)
    shown_key = models.CharField(max_length=80, help_text=_("A public key; of a secret one only its beginning."))
    origins = models.JSONField(default=list, blank=True)
    is_cookieless = models.BooleanField(default=False)
    address = models.CharField(max_length=10, choices=ADDRESS, default="drop")
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("revoked_at", "source", "made_at")

    @property
    def key_id(self) -> str:
        return self.key_hash[:12]

    @property
    def is_public(self) -> bool:
        return self.trust == PUBLIC

    @classmethod
    def make(cls, source: str, trust: str, user: User | None, now: datetime, **more: object) -> tuple[Self, str]:
        """A new key and its text, which for a secret key is never to be seen again."""
        text = ("pk_" if trust == PUBLIC else "sk_") + token_urlsafe(24).replace("-", "x").replace("_", "y")
        shown = text if trust == PUBLIC else f"{text[:8]}…"
        made = cls(
            source=source, trust=trust, key_hash=hashed(text), shown_key=shown, made_by=user, made_at=now, **more
        )
        made.save()
        hand_over()
        return made, text

    def revoke(self, user: User | None, now: datetime) -> None:
        self.revoked_by, self.revoked_at = user, now
        self.save(update_fields=["revoked_by", "revoked_at"])
        hand_over()

    def as_key(self) -> Key:
        return Key(
            self.key_id,
            self.source,
            self.trust,
            tuple(self.origins),
            self.is_cookieless,
            self.address,
            self.revoked_at is not None,
        )


def hand_over() -> None:
    """Let the collector know all keys; it reads them at its next request."""
    write_keys(settings.HOME, [(key.key_hash, key.as_key()) for key in WriteKey.objects.all()])
