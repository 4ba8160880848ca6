"""Tables of errands."""

from django.db import models

from polku.act.rewards.ledger.models import Program
from polku.kit import clock


class Errand(models.Model):
    """`whom`: {"everybody": true}, {"segment": 3}, or {"people": […]}: forgotten when it is over."""

    class What(models.TextChoices):
        GIVE = "give"
        WITHDRAW = "withdraw"

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    whom = models.JSONField()
    amount = models.BigIntegerField(default=1)  # to each, where a gift can be more than one
    cause = models.CharField(max_length=100)
    reason = models.CharField(max_length=200, default="", blank=True)  # of taking back
    by = models.CharField(max_length=80, default="")  # "member:3", "key:2"
    asked_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    is_stopped = models.BooleanField(default=False)  # before it was through
    found = models.BigIntegerField(null=True)  # so many are meant; None: not asked yet
    done = models.BigIntegerField(default=0)  # so many were looked at
    got = models.BigIntegerField(default=0)  # so many got one, or had one taken
    place = models.BigIntegerField(default=0)  # the last one that was looked at
    claimed_until_ms = models.BigIntegerField(default=0)  # somebody is at it
    trouble = models.TextField(default="", blank=True)

    class Meta:
        db_table = "reward_errand"
        constraints = (models.UniqueConstraint(fields=("program", "what", "cause"), name="reward_errand_cause"),)
        indexes = (models.Index(fields=("id",), condition=models.Q(ended_at__isnull=True), name="reward_errand_open"),)

    def __str__(self) -> str:
        return f"{self.what}: {self.program}"
