"""The table of messages: a row is the job."""

from django.db import models


class Message(models.Model):
    """One message to one person. asked → claimed → sent | held | failed | unknown."""

    class State(models.TextChoices):
        ASKED = "asked"
        CLAIMED = "claimed"
        SENT = "sent"
        HELD = "held"
        FAILED = "failed"
        UNKNOWN = "unknown"

    cause = models.CharField(max_length=80)  # "campaign:7"
    identity_id = models.BigIntegerField(db_index=True)
    channel = models.CharField(max_length=40)
    campaign_id = models.BigIntegerField(null=True, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    due_ms = models.BigIntegerField()
    attempts = models.IntegerField(default=0)
    reason = models.TextField(default="")  # why held or failed
    asked_ms = models.BigIntegerField()
    settled_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "message"
        constraints = (models.UniqueConstraint(fields=("cause", "identity_id"), name="message_cause_person"),)
        indexes = (
            models.Index(
                fields=("due_ms",), name="message_due", condition=models.Q(state__in=("asked", "claimed"))
            ),
            models.Index(fields=("campaign_id", "state"), name="message_campaign_state"),
        )

    def __str__(self) -> str:
        return f"{self.cause} to {self.identity_id}"
