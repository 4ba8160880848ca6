"""Tables of audiences."""

import secrets

from django.db import models

from polku.kit import clock
from polku.know.segments.models import Segment
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount


def new_key() -> str:
    return secrets.token_hex(6)


class LineAudience(models.Model):
    """Somebody wants this segment as an audience of this account. Numbers only: who is in it stands at LINE alone."""

    class State(models.TextChoices):
        IDLE = "idle"  # nothing is in the making
        MAKING = "making"  # ids are on their way to LINE
        WAITING = "waiting"  # all are there, and LINE is at work

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=12, unique=True, default=new_key)  # by which LINE's are known as this row's
    state = models.CharField(max_length=10, choices=State.choices, default=State.IDLE)
    run = models.IntegerField(default=0)  # syncs begun so far
    run_at = models.DateTimeField(null=True)  # when the newest began
    making_id = models.BigIntegerField(null=True)  # audienceGroupId of the one in the making
    making_count = models.IntegerField(default=0)
    making_digest = models.CharField(max_length=64, default="")  # of the ids: whether anything has changed since
    sent = models.IntegerField(default=0)  # blocks of ids that LINE has taken
    live_id = models.BigIntegerField(null=True)  # the one that can be sent to
    live_count = models.IntegerField(default=0)  # ids that were given to LINE
    live_told = models.IntegerField(null=True)  # how many of them LINE counts
    live_digest = models.CharField(max_length=64, default="")
    live_at = models.DateTimeField(null=True)  # as of when it holds the segment's people
    old_ids = models.JSONField(default=list)  # to be removed
    left_out = models.IntegerField(default=0)  # people of the segment who are no friends, or do not want it
    wanted = models.BooleanField(default=True)  # a new one, even if nothing has changed
    checked_at = models.DateTimeField(null=True)  # the segment was compared with it
    due_ms = models.BigIntegerField(default=0)
    holder = models.CharField(max_length=12, default="")  # the process that is at work on it
    held_until_ms = models.BigIntegerField(default=0)
    tries = models.IntegerField(default=0)  # in vain, in a row
    trouble = models.CharField(max_length=500, default="")  # problems.py
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)  # switched off
    is_gone = models.BooleanField(default=False)  # and LINE has nothing of it any more

    class Meta:
        db_table = "line_audience"
        constraints = (models.UniqueConstraint(fields=("account", "segment"), name="line_audience_segment"),)
        indexes = (models.Index(fields=("is_gone", "due_ms"), name="line_audience_due"),)

    def __str__(self) -> str:
        return f"{self.segment_id} at {self.account_id}"
