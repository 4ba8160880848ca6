"""Tables of reminders."""

from django.db import models

from polku.act.rewards.ledger.models import Program


class Reminded(models.Model):
    """Up to which end of coupons on these terms it has been told. Who gets one later needs no reminder."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    terms = models.IntegerField()
    until_ms = models.BigIntegerField()
    lot = models.BigIntegerField(default=0)  # the last one of those that end at that instant

    class Meta:
        db_table = "reward_reminded"
        constraints = (models.UniqueConstraint(fields=("program", "terms"), name="reward_reminded_terms"),)

    def __str__(self) -> str:
        return f"{self.program} ({self.terms}) until {self.until_ms}"
