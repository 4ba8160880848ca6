"""The table of what orders have earned."""

from django.db import models
from django.db.models import F, Q


class Earning(models.Model):
    """What one order is worth in one program, and how the ledger has come there.

    `earned` was given to them at one time or another; of that so much was `taken` (out of lots), `lapsed`
    (had expired unused, and is not taken twice) or `owed` (was spent already: a debt). The rest is `points`.
    """

    program_id = models.BigIntegerField()
    order_id = models.BigIntegerField()  # its number
    identity_id = models.BigIntegerField()  # who bought, as the order was first told
    terms = models.IntegerField()  # of the program, and their share for their rank, as they were then
    factor = models.IntegerField(default=100)  # percent
    at_ms = models.BigIntegerField()  # when it was placed
    points = models.BigIntegerField(default=0)
    earned = models.BigIntegerField(default=0)
    taken = models.BigIntegerField(default=0)
    lapsed = models.BigIntegerField(default=0)
    owed = models.BigIntegerField(default=0)
    times = models.IntegerField(default=0)  # so often it has changed

    class Meta:
        db_table = "reward_earning"
        constraints = (
            models.UniqueConstraint(fields=("order_id", "program_id"), name="reward_earning_order"),
            models.CheckConstraint(
                condition=Q(points__gte=0) & Q(points=F("earned") - F("taken") - F("lapsed") - F("owed")),
                name="reward_earning_sum",
            ),
        )
        indexes = (models.Index(fields=("identity_id", "program_id"), name="reward_earning_person"),)

    def __str__(self) -> str:
        return f"{self.points} points for order {self.order_id}"
