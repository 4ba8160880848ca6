"""The table of paper copies."""

from django.db import models


class PaperCopy(models.Model):
    """What one person would have got. `key` is the message's own: the same message twice leaves one copy."""

    key = models.CharField(max_length=120, unique=True)
    campaign_id = models.BigIntegerField(null=True, db_index=True)
    identity_id = models.BigIntegerField(db_index=True)
    address = models.CharField(max_length=512)
    subject = models.TextField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "paper_copy"

    def __str__(self) -> str:
        return self.subject
