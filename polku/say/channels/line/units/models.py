"""Tables of aggregation units."""

from django.db import models

from polku.say.channels.line.models import LineAccount


class LineUnit(models.Model):
    """A name under which LINE counts what a campaign sends, and what LINE has counted.

    `name` is empty where the month had no name left: then LINE tells nothing of these messages.
    """

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    campaign_id = models.BigIntegerField()
    name = models.CharField(max_length=30, default="")  # [a-zA-Z0-9_], LINE tells capitals from small letters
    first_day = models.CharField(max_length=8)  # of its sending, as LINE counts days, in UTC+9: "20261121"
    month = models.CharField(max_length=6)  # the last one in which it was used
    last_ms = models.BigIntegerField()  # used for the last time, give or take an hour
    answer = models.JSONField(null=True)  # LINE's newest; None: not asked yet
    own_links = models.IntegerField(default=0)  # our links for single persons, left out of `answer`
    asked_ms = models.BigIntegerField(null=True)
    is_final = models.BooleanField(default=False)  # LINE changes it no more
    trouble = models.CharField(max_length=300, default="")  # why LINE does not tell

    class Meta:
        db_table = "line_unit"
        # Of two workers that begin a campaign at once, one gives the name.
        constraints = (
            models.UniqueConstraint(fields=("campaign_id", "account", "first_day"), name="line_unit_campaign"),
        )
        indexes = (
            models.Index(fields=("account", "month"), name="line_unit_used"),
            models.Index(fields=("is_final", "asked_ms"), name="line_unit_asked"),
        )

    def __str__(self) -> str:
        return self.name or f"no name for campaign {self.campaign_id}"


class LineUnitMonth(models.Model):
    """How many names an account has used in a month, as LINE says: those of other programs are among them."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    month = models.CharField(max_length=6)  # "202611", in UTC+9
    used = models.IntegerField()
    names = models.JSONField(default=list)
    asked_ms = models.BigIntegerField()

    class Meta:
        db_table = "line_unit_month"
        constraints = (models.UniqueConstraint(fields=("account", "month"), name="line_unit_month_account"),)

    def __str__(self) -> str:
        return f"{self.used} in {self.month} of {self.account_id}"
