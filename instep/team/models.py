"""Who is here, and through which door did they come?"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from instep.team.cast import Member
from instep.team.role import Role


class User(AbstractUser):
    """Somebody who signs in. Without a role they see nothing."""

    ROLES = (
        (Role.MARKETING.value, _("Marketing")),
        (Role.SALES.value, _("Sales")),
        (Role.SERVICE.value, _("Service")),
        (Role.LEAD.value, _("Lead")),
        (Role.ADMIN.value, _("Admin")),
    )
    role = models.CharField(max_length=20, choices=ROLES, blank=True)
    team = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    owner_name = models.CharField(
        max_length=200, blank=True, help_text=_("The name under which the CRM lists this person's records.")
    )

    @property
    def leads(self) -> bool:
        """May set things up for everybody: leads and admins."""
        return self.role in (Role.LEAD, Role.ADMIN)

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}" or self.username[:1].upper()

    @classmethod
    def of_cast(cls, member: Member) -> Self:
        """The sample company's employee of that name, added on first use; has no password."""
        facts = {"first_name": member.first_name, "last_name": member.last_name, "owner_name": member.owner_name}
        user, is_new = cls.objects.get_or_create(
            username=member.username, defaults={**facts, "role": member.role, "region": member.region}
        )
        if is_new:
            user.set_unusable_password()
            user.save()
        return user


class EntryLink(models.Model):
    """A link that signs one person in once, within ten minutes. Only the hash of its token is kept."""

    LIFETIME = timedelta(minutes=10)

    user = models.ForeignKey(User, on_delete=models.DB_CASCADE, related_name="entry_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    @classmethod
    def issue(cls, user: User, now: datetime) -> str:
        """The token for a new link; it can't be read again later."""
        token = token_urlsafe(32)
        cls.objects.create(user=user, token_hash=hashed(token), expires_at=now + cls.LIFETIME)
        return token

    @classmethod
    def use(cls, token: str, now: datetime) -> User | None:
        """Whoever the token lets in, now and never again."""
        fresh = cls.objects.filter(token_hash=hashed(token), used_at=None, expires_at__gt=now, user__is_active=True)
        if not fresh.update(used_at=now):
            return None
        return cls.objects.get(token_hash=hashed(token)).user


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
