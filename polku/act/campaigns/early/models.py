"""The table of audiences that are taken early."""

from django.db import models

from polku.act.campaigns.models import Campaign


class EarlyAudience(models.Model):
    """A campaign goes to whom its audience found at `at`, in what had been accepted by then."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="early")
    at = models.DateTimeField()
    at_seq = models.BigIntegerField()  # the end of the log then
    people = models.IntegerField(null=True)  # None: not found yet
    trouble = models.TextField(default="")  # why not

    class Meta:
        db_table = "campaign_early_audience"

    def __str__(self) -> str:
        return f"{self.people} people of {self.campaign}"
