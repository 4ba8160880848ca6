"""Tables of the plan."""

from django.db import models
from django.db.models import Q

from polku.act.campaigns.models import Campaign
from polku.kit import clock
from polku.know.teams.models import Member

USUAL_LATE_HOURS = 3


class Series(models.Model):
    """A campaign goes again and again: each time as a campaign of its own that says what this one says then."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="series")  # never launched itself
    rhythm = models.JSONField()  # rhythm.py
    zone = models.CharField(max_length=64)  # of the clock on the wall: the team's when it was made
    late_hours = models.IntegerField(default=USUAL_LATE_HOURS)
    fingerprint = models.CharField(max_length=64)  # of what the campaign said when somebody last said yes to it
    next_number = models.IntegerField(null=True)  # of the occurrence that comes; None: there is none any more
    next_at = models.DateTimeField(null=True)
    trouble = models.TextField(default="")  # why the one that is due waits
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "plan_series"
        constraints = (
            models.UniqueConstraint(
                fields=("campaign",), condition=Q(ended_at__isnull=True), name="plan_series_one_a_campaign"
            ),
        )
        indexes = (models.Index(fields=("next_at",), name="plan_series_next"),)

    def __str__(self) -> str:
        return f"{self.campaign}, again and again"


class Planned(models.Model):
    """A campaign is to be launched at an instant: by itself, or as an occurrence of a series."""

    class State(models.TextChoices):
        WAITING = "waiting"  # for its time
        HELD = "held"  # it is time, and something is missing: `trouble`; it is looked at again and again
        GOING = "going"  # a process is at it
        LAUNCHED = "launched"
        SKIPPED = "skipped"  # its time was over by more than the plan allows
        TAKEN_BACK = "taken_back"

    # Of an occurrence that was skipped there is none.
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="plans")
    series = models.ForeignKey(Series, null=True, on_delete=models.CASCADE, related_name="occurrences")
    number = models.IntegerField(null=True)  # of the occurrence
    at = models.DateTimeField()
    late_hours = models.IntegerField(default=USUAL_LATE_HOURS)
    is_early = models.BooleanField(db_default=False, default=False)  # its audience is taken when it is planned
    fingerprint = models.CharField(max_length=64)  # of what the campaign said when it was planned
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    look_at = models.DateTimeField()  # when the loop is to look at it next
    trouble = models.TextField(default="")  # why it is held, or was skipped
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    over_at = models.DateTimeField(null=True)  # launched, skipped or taken back
    over_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "plan_planned"
        constraints = (
            models.UniqueConstraint(
                fields=("campaign",), condition=Q(over_at__isnull=True), name="planned_one_a_campaign"
            ),
            models.UniqueConstraint(fields=("series", "number"), name="planned_one_an_occurrence"),
        )
        indexes = (
            models.Index(fields=("look_at",), condition=Q(over_at__isnull=True), name="planned_due"),
            models.Index(fields=("at",), name="planned_at"),
        )

    def __str__(self) -> str:
        return f"{self.campaign or self.series} at {self.at}"


OPEN = (Planned.State.WAITING, Planned.State.HELD)  # can be moved and taken back
