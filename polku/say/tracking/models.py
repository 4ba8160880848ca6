"""The table of reactions: what came back of each message."""

from django.db import models


class Reaction(models.Model):
    """When each thing first happened to one message. `machine_…`: a program did it, not a person."""

    message_id = models.BigIntegerField(primary_key=True)
    campaign_id = models.BigIntegerField(null=True)
    delivered_ms = models.BigIntegerField(null=True)
    opened_ms = models.BigIntegerField(null=True)
    machine_opened_ms = models.BigIntegerField(null=True)
    clicked_ms = models.BigIntegerField(null=True)
    machine_clicked_ms = models.BigIntegerField(null=True)
    unsubscribed_ms = models.BigIntegerField(null=True)
    bounced_ms = models.BigIntegerField(null=True)
    complained_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "message_reaction"
        indexes = (models.Index(fields=("campaign_id",), name="message_reaction_campaign"),)

    def __str__(self) -> str:
        return f"message {self.message_id}"
