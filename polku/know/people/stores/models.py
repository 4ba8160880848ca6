"""Tables of stores."""

from django.db import models

LONGEST = 100


class StoreVisit(models.Model):
    """An event or an order of this identity names this store. However often: one row, with the last day of it."""

    identity_id = models.BigIntegerField()
    store = models.CharField(max_length=LONGEST)
    day = models.IntegerField(db_default=0)  # since 1970, by the team's clock; 0: not known, from before days were kept

    class Meta:
        db_table = "store_visit"
        constraints = (models.UniqueConstraint(fields=("identity_id", "store"), name="store_visit_once"),)
        indexes = (models.Index(fields=("store", "identity_id"), name="store_visit_store"),)

    def __str__(self) -> str:
        return f"{self.identity_id} at {self.store}"
