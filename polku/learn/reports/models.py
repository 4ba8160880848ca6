"""Tables of reports: by what rule a campaign is counted, what it costs, what was counted, and who gets it by e-mail."""

from django.db import models

from polku.act.campaigns.models import Campaign
from polku.kit import clock
from polku.know.teams.models import Member


class ReportRule(models.Model):
    """What counts as success, and for how long after each message. Without a campaign: the team's usual one."""

    campaign = models.OneToOneField(Campaign, null=True, on_delete=models.CASCADE, related_name="+")
    goal = models.CharField(max_length=200)  # the name of an event
    days = models.IntegerField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "report_rule"

    def __str__(self) -> str:
        return f"{self.goal} within {self.days} days"


class FixedCost(models.Model):
    """What a campaign costs however many get it: design, printing."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=120)
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "report_fixed_cost"

    def __str__(self) -> str:
        return self.what


class ReportKept(models.Model):
    """A campaign's numbers as they were counted last: others are compared with them. Sums only, nobody's name."""

    campaign = models.OneToOneField(Campaign, primary_key=True, on_delete=models.CASCADE, related_name="+")
    numbers = models.JSONField()  # campaigns/numbers.py
    counted_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)  # when to count again; null: they move no more

    class Meta:
        db_table = "report_kept"
        indexes = (models.Index(fields=("again_at",), name="report_kept_again"),)

    def __str__(self) -> str:
        return f"numbers of {self.campaign_id}"


class Subscription(models.Model):
    """A member gets reports by e-mail: every week, or so many days after each campaign."""

    class Kind(models.TextChoices):
        WEEKLY = "weekly"
        AFTER = "after"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    weekday = models.IntegerField(default=0)  # 0 is Monday; of the team's clock
    hour = models.IntegerField(default=8)
    days = models.IntegerField(default=7)  # after the launch
    language = models.CharField(max_length=10, default="en")
    since = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "report_subscription"

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"


class ReportLetter(models.Model):
    """One letter of a subscription. Written down before anything leaves: one reason, one letter.

    made → sending → sent, failed or unknown. Whoever ends while it is sending leaves it unknown: it is not sent again.
    """

    class State(models.TextChoices):
        MADE = "made"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNKNOWN = "unknown"
        EMPTY = "empty"  # there was nothing to tell

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="letters")
    key = models.CharField(max_length=60)  # "week:2026-11-23", "campaign:7"
    of = models.DateTimeField()  # the moment for which it is
    state = models.CharField(max_length=10, choices=State.choices, default=State.MADE)
    due_at = models.DateTimeField()  # when somebody may take it in hand
    tries = models.IntegerField(default=0)
    trouble = models.TextField(default="")
    over_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "report_letter"
        constraints = (models.UniqueConstraint(fields=("subscription", "key"), name="report_letter_once"),)
        indexes = (
            models.Index(fields=("due_at",), name="report_letter_due", condition=models.Q(over_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.key} of {self.subscription_id}"
