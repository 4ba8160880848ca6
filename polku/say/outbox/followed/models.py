"""Tables of what has been followed: numbers of outcomes and of messages alone."""

from django.db import models


class FollowedOutcome(models.Model):
    outcome_id = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "message_followed_outcome"

    def __str__(self) -> str:
        return f"outcome {self.outcome_id}"


class FollowedMessage(models.Model):
    message_id = models.BigIntegerField(primary_key=True)
    is_asked = models.BooleanField()  # another one was asked for in its place: it is not tried again

    class Meta:
        db_table = "message_followed"

    def __str__(self) -> str:
        return f"message {self.message_id}"
