"""What did people note beside the journey map?"""

from django.db import models

from instep.team.models import User


class Remark(models.Model):
    """A comment on a touchpoint, under the name that it had then. Never edited; a later one answers it."""

    touchpoint = models.CharField(max_length=200, db_index=True)
    text = models.CharField(max_length=1000)
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()
