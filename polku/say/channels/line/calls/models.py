"""The table of calls that are under way."""

from django.db import models

from polku.say.channels.line.models import LineAccount


class LineCall(models.Model):
    """One request to LINE that carries messages of the outbox, from before its first attempt until they are settled."""

    class Endpoint(models.TextChoices):
        PUSH = "push"
        MULTICAST = "multicast"
        REPLY = "reply"

    key = models.CharField(max_length=36)  # the retry key; a reply is sent without
    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    endpoint = models.CharField(max_length=10, choices=Endpoint.choices)
    body = models.BinaryField()
    message_id = models.BigIntegerField()  # of the outbox; of several the least
    messages = models.BinaryField(default=b"")  # of several: all numbers in the order of `to`, 8 bytes each
    settled = models.BinaryField(default=b"")  # those of them of which nothing is left to say
    first_ms = models.BigIntegerField()  # the key's day begins here
    attempts = models.IntegerField(default=0)  # blocks in which no answer came

    class Meta:
        db_table = "line_call"
        # No message is in two calls: a second worker that wrote one would be stopped here at the latest.
        constraints = (models.UniqueConstraint(fields=("message_id",), name="line_call_message"),)
        indexes = (
            models.Index(fields=("account", "endpoint"), name="line_call_account"),
            models.Index(fields=("first_ms",), name="line_call_first"),
        )

    def __str__(self) -> str:
        return f"{self.endpoint} {self.key}"
