"""The table of what was imported."""

from django.db import models


class Imported(models.Model):
    """One person or order of one source, as it was last imported: how the same file twice changes nothing."""

    id = models.BigIntegerField(primary_key=True)  # kit.ids.hash63 of kind, source and the row's own id
    content_hash = models.BigIntegerField()
    version = models.IntegerField(default=1)  # counts amendments; part of the event's id, so that the newest wins

    class Meta:
        db_table = "imported"

    def __str__(self) -> str:
        return f"{self.id} version {self.version}"
