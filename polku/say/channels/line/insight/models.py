"""Tables of LINE's own statistics."""

from django.db import models

from polku.say.channels.line.models import LineAccount


class LineStatistic(models.Model):
    """What LINE answered about one day of an account. `day`: as LINE counts days, in UTC+9: "20261121"."""

    class Kind(models.TextChoices):
        FOLLOWERS = "followers"
        DELIVERIES = "deliveries"
        DEMOGRAPHIC = "demographic"

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.CharField(max_length=8)
    status = models.CharField(max_length=30, default="")  # LINE's: ready, unready, out_of_service
    answer = models.JSONField(default=dict)  # as it came
    asked_ms = models.BigIntegerField()
    is_final = models.BooleanField(default=False)  # LINE changes it no more

    class Meta:
        db_table = "line_statistic"
        constraints = (models.UniqueConstraint(fields=("account", "kind", "day"), name="line_statistic_day"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id} on {self.day}"
