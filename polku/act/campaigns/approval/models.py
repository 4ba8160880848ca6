"""Tables of approvals."""

from django.db import models
from django.db.models import Q

from polku.act.campaigns.models import Campaign
from polku.kit import clock
from polku.know.teams.models import ApiKey, Member


class ApprovalRule(models.Model):
    """When a launch needs a second pair of eyes. The newest row counts; without one it never does."""

    above = models.IntegerField(null=True)  # people; None: not because of how many there are
    roles = models.JSONField(default=list)  # of whoever launches: rights.py; KEYS of rule.py for API keys
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "campaign_approval_rule"

    def __str__(self) -> str:
        return f"above {self.above}, by {self.roles}"


class Approval(models.Model):
    """Somebody wants a campaign to go, and somebody else is to say yes. What is over has an end."""

    class State(models.TextChoices):
        WAITING = "waiting"
        APPROVED = "approved"
        SENT_BACK = "sent_back"
        TAKEN_BACK = "taken_back"  # by whoever asked, or a colleague
        CHANGED = "changed"  # the draft was, so this is not what was asked for
        LAPSED = "lapsed"  # its time was over, or it needed no approval any more

    class Why(models.TextChoices):
        SIZE = "size"
        ROLE = "role"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="approvals")
    how = models.JSONField()  # what was asked for: plan/how.py
    fingerprint = models.CharField(max_length=64)  # of what the campaign said then
    why = models.CharField(max_length=10, choices=Why.choices)
    above = models.IntegerField(null=True)  # the rule's number then
    count = models.IntegerField(null=True)  # whom it would have reached then; None: nobody could say
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_key = models.ForeignKey(ApiKey, null=True, on_delete=models.SET_NULL, related_name="+")
    over_at = models.DateTimeField(null=True)
    over_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    word = models.TextField(default="")  # of whoever sent it back
    spent_at = models.DateTimeField(null=True)  # of an approval: what it was given for was called off

    class Meta:
        db_table = "campaign_approval"
        constraints = (
            models.UniqueConstraint(
                fields=("campaign",), condition=Q(over_at__isnull=True), name="campaign_approval_one_waits"
            ),
        )
        indexes = (models.Index(fields=("campaign", "state"), name="campaign_approval_campaign"),)

    def __str__(self) -> str:
        return f"{self.campaign}: {self.state}"
