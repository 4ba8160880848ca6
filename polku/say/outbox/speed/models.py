"""The table of paces."""

from django.db import models


class CausePace(models.Model):
    """Of a cause that may only go so fast; gone when nothing of it waits any more."""

    cause = models.CharField(max_length=80, primary_key=True)
    per_hour = models.IntegerField()
    next_us = models.BigIntegerField()  # microseconds: when the next gulp is full

    class Meta:
        db_table = "message_pace"

    def __str__(self) -> str:
        return f"{self.per_hour}/h of {self.cause}"
