"""The table of channels that have lately failed."""

from django.db import models


class ChannelRest(models.Model):
    """No row: nothing is wrong. `since_ms` empty: some have failed; else nothing leaves until `until_ms`."""

    channel = models.CharField(max_length=40, primary_key=True)
    recent = models.CharField(max_length=30, default="")  # the last letters, the oldest first: x failed, o went
    heard_ms = models.BigIntegerField()  # when the last of them was told
    since_ms = models.BigIntegerField(null=True)
    until_ms = models.BigIntegerField(default=0)  # then one block is tried
    times = models.IntegerField(default=0)  # waits in a row
    reason = models.CharField(max_length=300, default="")  # of the last that failed: see outbox/reasons.py

    class Meta:
        db_table = "channel_rest"

    def __str__(self) -> str:
        return self.channel
