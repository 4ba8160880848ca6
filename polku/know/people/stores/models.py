"""Tables of stores."""

from django.db import models

LONGEST = 100


class StoreVisit(models.Model):
    """An event or an order of this identity names this store. However often: one row."""

    identity_id = models.BigIntegerField()
    store = models.CharField(max_length=LONGEST)

    class Meta:
        db_table = "store_visit"
        constraints = (models.UniqueConstraint(fields=("identity_id", "store"), name="store_visit_once"),)
        indexes = (models.Index(fields=("store", "identity_id"), name="store_visit_store"),)

    def __str__(self) -> str:
        return f"{self.identity_id} at {self.store}"
