"""Tables of testers."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Tester(models.Model):
    """Somebody who gets tests, by an identity: whoever it belongs to, also after people were merged."""

    identity_id = models.BigIntegerField(unique=True)
    since = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "message_tester"

    def __str__(self) -> str:
        return str(self.identity_id)
