"""Who is here, and through which door did they come?"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from instep.team.cast import Member
from instep.team.role import Role
from instep.team.signature import SIGNING_TEAMS
from instep.team.signature import Signature as Written


class User(AbstractUser):
    """Somebody who signs in. Without a role they see nothing."""

    ROLES = (
        (Role.MARKETING.value, _("Marketing")),
        (Role.SALES.value, _("Sales")),
        (Role.SERVICE.value, _("Service")),
        (Role.LEAD.value, _("Team lead")),
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


class NotYours(Exception):
    """Somebody may not sign; the sentence says why."""


class Proposal(models.Model):
    """A new version of something both teams agree on. Never edited: it holds from the day on which both have signed."""

    about = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    text = models.TextField()
    why = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_for = models.CharField(max_length=20, blank=True, default="")
    """The team that whoever proposes speaks for, and so the only one they may sign for."""
    proposed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["about", "version"], name="a_version_is_proposed_once")
        ]

    @classmethod
    def open_about(cls, about: str, version_in_force: int) -> Self | None:
        """The newest one that does not hold yet; an older one is superseded by it."""
        newest = cls.objects.filter(about=about, version__gt=version_in_force).order_by("-version").first()
        return newest if newest is not None and not newest.is_agreed else None

    @property
    def is_agreed(self) -> bool:
        return set(SIGNING_TEAMS) <= {signature.team for signature in self.signatures.all()}

    def sides_open_to(self, user: User) -> list[str]:
        """For which teams this person may sign now. One person signs once, so nobody agrees with themselves."""
        signed = list(self.signatures.all())
        if any(signature.signed_by_id == user.pk for signature in signed):
            return []
        done = {signature.team for signature in signed}
        return [team for team in sides_of(user) if team not in done and self._is_own_side(user, team)]

    def _is_own_side(self, user: User, team: str) -> bool:
        return self.proposed_by_id != user.pk or self.proposed_for in ("", team)

    def sign(self, user: User, team: str, at: datetime) -> None:
        if team not in self.sides_open_to(user):
            raise NotYours(f"{user.owner_name or user.username} can't sign for {team}: the other side must.")
        self.signatures.create(team=team, signed_by=user, name=user.get_full_name() or user.username, signed_at=at)

    def written_signatures(self) -> list[Written]:
        return [Written(each.name, each.team, each.signed_at.date()) for each in self.signatures.order_by("team")]


class ProposalSignature(models.Model):
    """One team's word that a proposal shall hold."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="signatures")
    team = models.CharField(max_length=20, choices=[(team, team) for team in SIGNING_TEAMS])
    signed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "team"], name="a_team_signs_once"),
            models.UniqueConstraint(fields=["proposal", "signed_by"], name="a_person_signs_once"),
        ]


class Signatory(models.Model):
    """Somebody may sign for a team, or may no longer. Never edited: the newest word on a person and a team counts."""

    team = models.CharField(max_length=20, choices=[(team, team) for team in SIGNING_TEAMS])
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    may_sign = models.BooleanField()
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()

    @classmethod
    def of(cls, team: str) -> list[User]:
        """Whoever was named for this team; nobody while nobody was, and then roles decide."""
        newest = {
            each.person_id: each for each in cls.objects.filter(team=team).select_related("person").order_by("pk")
        }
        return [each.person for each in newest.values() if each.may_sign]


def sides_of(user: User) -> tuple[str, ...]:
    """For which teams somebody may sign: those they were named for; where nobody was named, those of their role."""
    by_role = _sides_by_role(user)
    named = {team: Signatory.of(team) for team in SIGNING_TEAMS}
    return tuple(team for team in SIGNING_TEAMS if (user in named[team] if named[team] else team in by_role))


def _sides_by_role(user: User) -> tuple[str, ...]:
    """A marketer signs for marketing, a seller for sales; a lead for either, but only once."""
    if user.role in SIGNING_TEAMS:
        return (user.role,)
    return SIGNING_TEAMS if user.role == Role.LEAD else ()
