"""Tables of the checklist."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Tested(models.Model):
    """Somebody sent a test of a message that said exactly this."""

    said = models.CharField(max_length=64, db_index=True)  # a number of it: tested.py
    channel = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "campaign_tested"

    def __str__(self) -> str:
        return f"{self.channel} at {self.at}"
