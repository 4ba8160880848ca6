"""Tables of places."""

from django.db import models

from polku.kit import clock
from polku.know.people.stores.models import LONGEST
from polku.know.teams.models import Member


class Store(models.Model):
    """Where people come to, and when. `key`: as events, orders and the limits of members name it."""

    key = models.CharField(max_length=LONGEST, unique=True)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)
    latitude = models.FloatField(null=True)  # degrees, WGS 84; both or neither
    longitude = models.FloatField(null=True)
    time_zone = models.CharField(max_length=64)  # IANA
    week = models.JSONField(default=list)  # from Monday, seven lists as in written.py; all empty: hours are not known
    days = models.JSONField(default=dict)  # "2026-12-24" → {"hours": […], "note": "…"}
    changed_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "store"

    def __str__(self) -> str:
        return self.name
