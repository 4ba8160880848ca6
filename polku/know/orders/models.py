"""The table of orders."""

from django.db import models

from polku.know.orders.refunds import not_taken_off


class Order(models.Model):
    """One order, whoever reported it and however often: the newest report (by time, then id) gives its amounts."""

    id = models.BigIntegerField(primary_key=True)  # kit.ids.hash63 of the order id
    order_id = models.CharField(max_length=200)
    identity_id = models.BigIntegerField(db_index=True, null=True)  # null: a refund came, the order not yet
    at_ms = models.BigIntegerField()  # when it was placed: the earliest report (or refund, while there is none)
    stamp_ms = models.BigIntegerField()  # of the report whose amounts stand here
    stamp_id = models.CharField(max_length=200)
    is_priced = models.BooleanField(default=False)  # the report names an amount; one that does not never replaces one
    is_cancelled = models.BooleanField(default=False)  # once cancelled, always
    currency = models.CharField(max_length=3)
    revenue_minor = models.BigIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)  # never more than revenue
    refunds = models.TextField(default="{}")  # JSON object: event id → [amount as text, currency], or null: all of it
    items = models.IntegerField(default=0)  # pieces
    seq = models.BigIntegerField()  # where its lines stand in the log
    index = models.IntegerField()

    class Meta:
        db_table = "shop_order"
        indexes = (models.Index(fields=("at_ms",), name="shop_order_at"),)

    def __str__(self) -> str:
        return self.order_id

    @property
    def refunds_apart(self) -> list[tuple[str, str]]:
        """Refunds that were not taken off, since they are in another currency: (amount, currency)."""
        return not_taken_off(self.refunds, self.currency)
