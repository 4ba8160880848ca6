"""Tables of giving way."""

from django.db import models


class GivesWay(models.Model):
    """A cause gives way to another that is still to come; to whom both want to write stands in say/arms."""

    cause = models.CharField(max_length=80)  # "campaign:7", of lower priority
    to = models.CharField(max_length=80)  # "campaign:12"; "series:3/5": the fifth of a series, until it is a campaign
    name = models.CharField(max_length=200)
    at_ms = models.BigIntegerField()  # when that is due
    scopes = models.JSONField()  # [[channel, purpose], …]: what its messages may be counted as
    arm = models.CharField(max_length=80)  # the cause under which the people stand in say/arms
    people = models.IntegerField()
    is_asked = models.BooleanField(default=False)  # its messages are in the outbox: these tell who still waits for it
    is_over = models.BooleanField(default=False)  # it has gone, or does not come any more

    class Meta:
        db_table = "message_gives_way"
        constraints = (models.UniqueConstraint(fields=("cause", "to"), name="message_gives_way_once"),)
        indexes = (models.Index(fields=("to",), name="message_gives_way_to", condition=models.Q(is_over=False)),)

    def __str__(self) -> str:
        return f"{self.cause} to {self.to}"
