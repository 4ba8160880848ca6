"""The tables of messages: a row is the job."""

from django.db import models

WAITING = models.Q(state__in=("asked", "claimed"))


class Message(models.Model):
    """One message to one person. The states and what leads from one to the next: see the room's own docstring."""

    class State(models.TextChoices):
        ASKED = "asked"
        CLAIMED = "claimed"
        SENT = "sent"
        HELD = "held"
        FAILED = "failed"
        UNKNOWN = "unknown"

    cause = models.CharField(max_length=80)  # "campaign:7"
    identity_id = models.BigIntegerField()
    channel = models.CharField(max_length=40)
    campaign_id = models.BigIntegerField(null=True)
    version = models.SmallIntegerField(db_default=0)  # which of the cause's wordings: claimed.py
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    due_ms = models.BigIntegerField()  # asked: when it may go; claimed: when the claim ends
    attempts = models.IntegerField(default=0)  # claims so far: the number of the claim that now holds it
    # Code, or code|detail: see reasons.py. Of sent ones only that it cost nothing: the index by campaign counts these.
    reason = models.CharField(max_length=300, default="")
    asked_ms = models.BigIntegerField()
    settled_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "message"
        # The person first: the same index finds a person's messages.
        constraints = (models.UniqueConstraint(fields=("identity_id", "cause"), name="message_person_cause"),)
        indexes = (
            models.Index(fields=("channel", "due_ms"), name="message_due", condition=WAITING),
            models.Index(fields=("campaign_id", "state", "reason", "settled_ms"), name="message_campaign_state"),
            models.Index(  # single ones are found by their cause; a campaign's are many
                fields=("cause",), name="message_single", condition=models.Q(campaign_id__isnull=True)
            ),
            models.Index(
                fields=("settled_ms", "state"),
                name="message_settled",
                condition=models.Q(settled_ms__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.cause} to {self.identity_id}"


class Wording(models.Model):
    """What the messages of one cause say: kept once, as it was when the first was asked for.

    A cause may have several (claimed.py, wording_of); what it is for and whether it goes, the first of them says.
    """

    cause = models.CharField(max_length=80, primary_key=True)
    subject = models.TextField(default="")
    body = models.TextField(default="")
    mail = models.TextField(db_default="")  # blocks as JSON, where the channel has blocks
    purpose = models.CharField(max_length=40, db_default="marketing")  # what people must have allowed
    topic = models.CharField(max_length=40, db_default="")
    tracks_opens = models.BooleanField(db_default=True)  # where the team does
    tracks_clicks = models.BooleanField(db_default=True)
    link_tags = models.TextField(db_default="")  # "", or as JSON: say/content/link_tags
    waits_for_store = models.BooleanField(db_default=False)  # goes only while the person's store is open: closed.py
    standing = models.CharField(max_length=10, db_default="")  # "", or that nothing of it leaves: see steer.py

    class Meta:
        db_table = "message_wording"
        indexes = (
            models.Index(fields=("cause",), name="message_wording_paused", condition=models.Q(standing="paused")),
        )

    def __str__(self) -> str:
        return self.cause
