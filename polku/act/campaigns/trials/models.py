"""The table of trials."""

from django.db import models

from polku.act.campaigns.models import Campaign
from polku.know.teams.models import Member


class Trial(models.Model):
    """How a campaign's variants are tried, and what came of it."""

    class Goal(models.TextChoices):
        OPENED = "opened"
        CLICKED = "clicked"
        ORDERED = "ordered"

    class Unclear(models.TextChoices):
        """What happens when the time is over and none is clearly ahead."""

        LEADER = "leader"  # whichever has the most
        FIRST = "first"  # the campaign's own message
        ASK = "ask"  # somebody chooses

    class Why(models.TextChoices):
        CLEAR = "clear"
        LEADER = "leader"
        FIRST = "first"
        CHOSEN = "chosen"  # by somebody

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="trial")
    percent = models.SmallIntegerField(default=20)  # of the audience, who take part; the rest waits for the winner
    goal = models.CharField(max_length=10, choices=Goal.choices, default=Goal.CLICKED)
    wait_h = models.SmallIntegerField(default=24)  # hours from the launch until it is decided at the latest
    ends_early = models.BooleanField(default=True)  # as soon as one is clearly ahead
    unclear = models.CharField(max_length=10, choices=Unclear.choices, default=Unclear.LEADER)
    decided_at = models.DateTimeField(null=True)
    winner = models.SmallIntegerField(null=True)  # the variant's number
    why = models.CharField(max_length=10, choices=Why.choices, default="")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    rest = models.IntegerField(null=True)  # people who were asked after it was decided

    class Meta:
        db_table = "campaign_trial"

    def __str__(self) -> str:
        return f"trial of {self.campaign}"

    @property
    def is_open(self) -> bool:
        """Some people wait for the one that wins."""
        return self.decided_at is None and self.percent < 100
