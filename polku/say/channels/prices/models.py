"""The table of prices."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class MessagePrice(models.Model):
    """What one message by a channel costs, from then on. What LINE takes is known by its plan instead."""

    kind = models.CharField(max_length=40)  # of channel: "email"
    currency = models.CharField(max_length=3)
    price = models.DecimalField(max_digits=14, decimal_places=6)  # in the currency itself: mail costs parts of a cent
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "report_message_price"
        indexes = (models.Index(fields=("kind", "at"), name="report_price_of_kind"),)

    def __str__(self) -> str:
        return f"{self.price} {self.currency} for {self.kind}"
