"""Tables of how an account is."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount


class LineLook(models.Model):
    """What LINE said when it was last asked about an account: each part with the time at which it was heard."""

    account = models.OneToOneField(LineAccount, primary_key=True, on_delete=models.CASCADE)
    looked_ms = models.BigIntegerField(default=0)  # the last time anything was asked
    heard_ms = models.BigIntegerField(null=True)  # the last time the token was taken
    trouble = models.CharField(max_length=300, default="")  # why not: code, or code|detail (words.py)
    webhook_url = models.CharField(max_length=500, default="")
    webhook_active = models.BooleanField(null=True)
    webhook_ms = models.BigIntegerField(null=True)
    tested_ms = models.BigIntegerField(null=True)
    tested = models.CharField(max_length=300, default="")  # LINE's reason, or reason|detail; "OK"

    class Meta:
        db_table = "line_look"

    def __str__(self) -> str:
        return f"{self.account_id} at {self.looked_ms}"


class LineTick(models.Model):
    """Somebody says that they have switched something in LINE's own manager: the API cannot be asked about it."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    item = models.CharField(max_length=30)  # checklist.py
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "line_tick"
        constraints = (models.UniqueConstraint(fields=("account", "item"), name="line_tick_item"),)

    def __str__(self) -> str:
        return f"{self.item} of {self.account_id}"
