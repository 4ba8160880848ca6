"""Tables of arms."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Arm(models.Model):
    """A part of one arm of a cause, so small that a person can be taken out of it quickly."""

    class Name(models.TextChoices):
        ASKED = "asked"
        HOLDOUT = "holdout"  # of this cause alone
        TEAM = "team"  # of everything that the team sends
        EARLY = "early"  # found when it was planned: who will be drawn from
        MEETS = "meets"  # a condition of a block, as of the launch: conditions.py
        ONLY = "only"  # why they get it by this channel: act/campaigns/natives/why.py
        PREFERS = "prefers"
        ANSWERS = "answers"
        CHEAPER = "cheaper"
        SUNSET = "sunset"  # who no longer responds: say/limits/sunset.py
        GIVES_WAY = "gives_way"  # to whom something of higher priority is still to come: say/limits/way

    cause = models.CharField(max_length=80)  # "campaign:7"; see team.py for the one of the whole team
    arm = models.CharField(max_length=10, choices=Name.choices)
    first = models.BigIntegerField()  # the smallest and the largest number in it
    last = models.BigIntegerField()
    count = models.IntegerField()
    numbers = models.BinaryField()  # of identities, ascending, 8 bytes each, the lowest byte first

    class Meta:
        db_table = "message_arm"
        indexes = (
            models.Index(fields=("cause", "arm", "first"), name="message_arm_cause"),
            models.Index(fields=("first", "last"), name="message_arm_range"),
        )

    def __str__(self) -> str:
        return f"{self.cause}: {self.count} {self.arm}"


class TeamHoldout(models.Model):
    """Who gets no campaign at all: so many percent of everybody, drawn by this salt. The newest row counts."""

    percent = models.IntegerField()  # 0: nobody
    salt = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "message_team_holdout"

    def __str__(self) -> str:
        return f"{self.percent} % by {self.salt}"
