"""Who has had which benefit."""

from django.db import models


class Earned(models.Model):
    """Somebody had a benefit for this meaning. The prize itself stands in the ledger."""

    program_id = models.BigIntegerField()
    identity_id = models.BigIntegerField()
    meaning = models.CharField(max_length=40)
    at_ms = models.BigIntegerField()

    class Meta:
        db_table = "reward_earned"
        constraints = (
            models.UniqueConstraint(fields=("identity_id", "program_id", "meaning"), name="reward_earned_once"),
        )
        indexes = (models.Index(fields=("program_id", "meaning"), name="reward_earned_program"),)

    def __str__(self) -> str:
        return f"{self.meaning}: {self.identity_id}"
