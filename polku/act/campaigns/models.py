"""Tables of campaigns."""

from django.db import models

from polku.kit import clock
from polku.know.segments.models import Segment
from polku.know.teams.models import Member


class Campaign(models.Model):
    """One message to one audience."""

    name = models.CharField(max_length=200)
    segment = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.PROTECT)
    rule = models.JSONField(null=True, blank=True)  # the audience, where it is not a named segment
    channel = models.CharField(max_length=40, default="paper")
    purpose = models.CharField(max_length=40, default="marketing")  # what people must have allowed: consent/purposes.py
    topic = models.CharField(max_length=40, default="")  # one of the team's, or "" for none
    subject = models.TextField(default="")
    body = models.TextField(default="")
    mail = models.TextField(default="")  # of a channel that has blocks: say/content/blocks as JSON
    tracks_opens = models.BooleanField(default=True)  # where the team does
    tracks_clicks = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)

    class Meta:
        db_table = "campaign"

    def __str__(self) -> str:
        return self.name

    @property
    def launched(self) -> "Launch | None":
        """Its launch; None while it is a draft."""
        return getattr(self, "launch", None)


class Launch(models.Model):
    """A campaign was sent off. The audience is taken as of `at`; a campaign has at most one launch."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE)
    at = models.DateTimeField()
    at_seq = models.BigIntegerField(
        default=0
    )  # the end of the log then: the audience waits until the columns are there
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)
    audience = models.IntegerField(null=True)  # people found
    asked_at = models.DateTimeField(null=True)  # when the last one had been asked for
    trouble = models.TextField(default="")

    class Meta:
        db_table = "campaign_launch"

    def __str__(self) -> str:
        return f"{self.campaign} at {self.at}"
