"""What do people decide about words and customers here?"""

from typing import ClassVar

from django.db import models

from instep.definitions.rule import TOPICS
from instep.team.models import User
from instep.team.signature import SIGNING_TEAMS


class Answer(models.Model):
    """What a conversation found out about a person, with the evidence. Never edited: the newest answer counts."""

    person_id = models.CharField(max_length=200, db_index=True)
    topic = models.CharField(max_length=20, choices=[(topic, topic) for topic in TOPICS])
    holds = models.BooleanField()
    evidence = models.CharField(max_length=500)
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()


class Comparison(models.Model):
    """Each team writes its own rule for a word unseen; only when both have, anybody sees either."""

    name = models.CharField(max_length=80)
    title = models.CharField(max_length=80)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()

    @property
    def texts(self) -> dict[str, str]:
        """Each team's rule, once both are there; before that, nothing."""
        found = {each.team: each.text for each in self.entries.all()}
        return found if set(SIGNING_TEAMS) <= found.keys() else {}

    @property
    def teams(self) -> list[str]:
        """Who has handed in."""
        return [each.team for each in self.entries.all()]


class Entry(models.Model):
    """One team's rule, written unseen. It is handed in once."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="entries")
    team = models.CharField(max_length=20, choices=[(team, team) for team in SIGNING_TEAMS])
    text = models.TextField()
    written_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["comparison", "team"], name="a_team_hands_in_once")]


class Capacity(models.Model):
    """How many hand-offs a rep can take a month. Never edited: what was said last counts."""

    monthly = models.FloatField()
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()

    @classmethod
    def standing(cls) -> "Capacity | None":
        return cls.objects.select_related("said_by").order_by("-pk").first()


class Band(models.Model):
    """What both teams were told a version would bring when they signed it: months outside of it break its seal."""

    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    monthly_low = models.FloatField()
    monthly_high = models.FloatField()
    precision_low = models.FloatField(null=True)
    precision_high = models.FloatField(null=True)
    measured_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "version"], name="a_version_has_one_band")]
