"""Tables of quota and money."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount


class LineUsage(models.Model):
    """LINE's own count of this month's messages, each time that it had changed when we asked.

    LINE calls it approximate: it comes late, and messages of LINE's own manager are in it.
    """

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    at_ms = models.BigIntegerField()  # since when it is so
    asked_ms = models.BigIntegerField()  # the last time it still was
    used = models.BigIntegerField()
    quota = models.BigIntegerField(null=True)  # of this month, with what may be bought; None: no limit

    class Meta:
        db_table = "line_usage"
        indexes = (models.Index(fields=("account", "at_ms"), name="line_usage_at"),)

    def __str__(self) -> str:
        return f"{self.used} of {self.account_id}"


class LinePrices(models.Model):
    """What a team pays where no plan of limits.toml is theirs."""

    account = models.OneToOneField(LineAccount, primary_key=True, on_delete=models.CASCADE)
    currency = models.CharField(max_length=3)
    monthly_minor = models.BigIntegerField(default=0)
    messages = models.BigIntegerField(default=0)  # a month, in the monthly price
    more = models.JSONField(default=list)  # [{"up_to": 50000 or null, "price": "3.0"}] of each message beyond
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "line_prices"

    def __str__(self) -> str:
        return f"prices of {self.account_id}"
