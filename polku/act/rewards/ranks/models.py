"""The table of who stands where."""

from django.db import models


class RankHeld(models.Model):
    """A rank above the one that everybody has. `identity_id`: the person's leading one when it was looked at last."""

    program_id = models.BigIntegerField()
    identity_id = models.BigIntegerField()
    rank = models.CharField(max_length=40)  # its key
    since_ms = models.BigIntegerField()
    until_ms = models.BigIntegerField(null=True)  # when they fall if nothing else happens; null: never

    class Meta:
        db_table = "reward_rank"
        constraints = (models.UniqueConstraint(fields=("identity_id", "program_id"), name="reward_rank_person"),)
        indexes = (models.Index(fields=("program_id", "until_ms"), name="reward_rank_until"),)

    def __str__(self) -> str:
        return f"{self.rank}: {self.identity_id}"
