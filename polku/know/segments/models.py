"""The table of segments."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Segment(models.Model):
    """A named rule."""

    name = models.CharField(max_length=200)
    rule = models.JSONField()
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)

    class Meta:
        db_table = "segment"

    def __str__(self) -> str:
        return self.name
