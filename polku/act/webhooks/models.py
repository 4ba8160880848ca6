"""The tables of webhooks: a delivery's row is the job."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member

WAITING = models.Q(state__in=("asked", "claimed"))


class Webhook(models.Model):
    """Which events go to which address. Its secrets are shut with the installation's key."""

    class Stop(models.TextChoices):
        GONE = "gone"  # its receiver answered 410
        FAILING = "failing"  # for STOP_AFTER

    name = models.CharField(max_length=200)
    url = models.CharField(max_length=2000)
    events = models.JSONField(default=list)  # patterns of names: see events.py
    secret = models.TextField()
    old_secret = models.TextField(default="")  # signs beside the new one until
    old_secret_until = models.DateTimeField(null=True)
    from_seq = models.BigIntegerField()  # events after this place of the log are its
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    failing_since = models.DateTimeField(null=True)  # its last answer was no success, nor any since
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=10, choices=Stop.choices, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "webhook"

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One event to one webhook. The states: see the room's own docstring."""

    class State(models.TextChoices):
        ASKED = "asked"
        CLAIMED = "claimed"
        DELIVERED = "delivered"
        FAILED = "failed"
        DROPPED = "dropped"

    webhook_id = models.BigIntegerField()
    seq = models.BigIntegerField()  # where the event stands in the log; a test stands nowhere: below 0
    nth = models.IntegerField()
    name = models.CharField(max_length=200)  # of the event
    message_id = models.CharField(max_length=40)  # webhook-id: the same each time it is sent
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    due_ms = models.BigIntegerField()  # asked: when it may go; claimed: when the claim ends
    attempts = models.IntegerField(default=0)  # since it was asked for, or replayed
    claims = models.IntegerField(default=0)  # the number of the claim that now holds it; never begins again
    status = models.IntegerField(null=True)  # of the last answer; None where none came
    answer = models.CharField(max_length=1000, default="")  # its beginning, or why none came
    took_ms = models.IntegerField(null=True)  # of the last attempt
    asked_ms = models.BigIntegerField()
    settled_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "webhook_delivery"
        constraints = (models.UniqueConstraint(fields=("webhook_id", "seq", "nth"), name="webhook_delivery_cause"),)
        indexes = (
            models.Index(fields=("webhook_id", "due_ms"), name="webhook_delivery_due", condition=WAITING),
            models.Index(fields=("webhook_id", "state", "id"), name="webhook_delivery_state"),
            models.Index(fields=("asked_ms",), name="webhook_delivery_age"),
            models.Index(fields=("seq", "nth"), name="webhook_delivery_event"),
        )

    def __str__(self) -> str:
        return f"{self.name} to webhook {self.webhook_id}"
