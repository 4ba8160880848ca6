"""The table of templates."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class MessageTemplate(models.Model):
    """A message to begin with: as a campaign holds it."""

    name = models.CharField(max_length=200)
    folder = models.CharField(max_length=80, default="")  # "" for none
    channel = models.CharField(max_length=40)
    subject = models.TextField(default="")
    body = models.TextField(default="")
    mail = models.TextField(default="")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "message_template"

    def __str__(self) -> str:
        return self.name
