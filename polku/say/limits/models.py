"""Tables of limits."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Cap(models.Model):
    """At most so many messages to one person within a rolling window. Never changed; what is over has an end."""

    most = models.IntegerField()
    hours = models.IntegerField()  # of the window
    kind = models.CharField(max_length=40, blank=True)  # of channels; "": all together
    purpose = models.CharField(max_length=40, blank=True)  # "": all together, but for what belongs to the service
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "message_cap"

    def __str__(self) -> str:
        return f"{self.most} in {self.hours} h {self.kind} {self.purpose}".strip()


class QuietHours(models.Model):
    """From when until when, by the clock of whoever is written to. Never changed; what is over has an end."""

    country = models.CharField(max_length=2, blank=True)  # ISO 3166; "": wherever nothing else is said
    begins = models.IntegerField()  # minutes of the day, 0 to 1439; later than `ends`: over midnight
    ends = models.IntegerField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "message_quiet_hours"

    def __str__(self) -> str:
        return f"{self.country} {self.begins}–{self.ends}".strip()


class NeverTo(models.Model):
    """Somebody, or an address, that gets nothing but what belongs to the service. Gone when it is taken off."""

    identity_id = models.BigIntegerField()
    is_person = models.BooleanField()  # nothing by any channel; else: no letter to this address
    kind = models.CharField(max_length=40)  # of the identity, and its value, as they were put on
    value = models.CharField(max_length=320)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "message_never_to"
        constraints = (models.UniqueConstraint(fields=("identity_id", "is_person"), name="message_never_to_whom"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Sunset(models.Model):
    """Who got so many messages without a sign of life gets none any more. What is over has an end."""

    messages = models.IntegerField()
    days = models.IntegerField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    found_at = models.DateTimeField(null=True)  # when it was last looked up
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "message_sunset"

    def __str__(self) -> str:
        return f"{self.messages} in {self.days} days"
