"""What does the reference keep?"""

from django.db import models


class Event(models.Model):
    message_id = models.CharField(max_length=100, unique=True)
    type = models.CharField(max_length=20)
    said = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)
