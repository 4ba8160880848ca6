"""The table of counts."""

from django.db import models


class MinuteTally(models.Model):
    """Events accepted in one minute, by source; duplicates are not counted."""

    minute = models.BigIntegerField()  # minutes since 1970, by time of arrival
    source = models.BigIntegerField()
    events = models.IntegerField(default=0)

    class Meta:
        db_table = "tally_minute"
        constraints = (models.UniqueConstraint(fields=("minute", "source"), name="tally_minute_source"),)

    def __str__(self) -> str:
        return f"minute {self.minute}: {self.events}"
