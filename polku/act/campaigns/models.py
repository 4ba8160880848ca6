"""Tables of campaigns."""

from typing import TYPE_CHECKING

from django.db import models

from polku.kit import clock
from polku.know.segments.models import Segment
from polku.know.teams.models import Member

if TYPE_CHECKING:
    from polku.act.campaigns.trials.models import Trial


NATIVE = 10  # numbers: variants below it; of a native, its variant's plus this for each


class Campaigns(models.Manager["Campaign"]):
    """Those that stand for themselves, without the variants and natives of others."""

    def get_queryset(self) -> "models.QuerySet[Campaign]":
        return super().get_queryset().filter(variant_of__isnull=True)


class Campaign(models.Model):
    """One message to one audience; or a variant of its message, to be tried on some of that audience (trials/), or a
    native of either, for those whom another channel reaches or who read another language (natives/).
    """

    name = models.CharField(max_length=200)
    segment = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.PROTECT)
    rule = models.JSONField(null=True, blank=True)  # the audience, where it is not a named segment
    exclusion = models.JSONField(null=True, blank=True)  # a rule: whoever meets it is taken off the audience
    holdout_percent = models.IntegerField(default=0)  # of the audience, who get nothing so that the effect is seen
    channel = models.CharField(max_length=40, default="paper")
    purpose = models.CharField(max_length=40, default="marketing")  # what people must have allowed: consent/purposes.py
    topic = models.CharField(max_length=40, default="")  # one of the team's, or "" for none
    subject = models.TextField(default="")
    body = models.TextField(default="")
    mail = models.TextField(default="")  # of a channel that has blocks: say/content/blocks as JSON
    tracks_opens = models.BooleanField(default=True)  # where the team does
    tracks_clicks = models.BooleanField(default=True)
    link_tags = models.JSONField(null=True, blank=True)  # what it says instead of the team's policy; None for nothing
    timing = models.JSONField(null=True)  # timing/timing.py; None: everybody at once
    several = models.JSONField(null=True)  # natives/several.py; None: it goes by one channel
    folder = models.CharField(max_length=80, db_default="", default="", blank=True)  # "" for none
    priority = models.SmallIntegerField(db_default=0, default=0)  # priority.py; the higher goes first
    gives = models.BigIntegerField(null=True)  # a program of rewards: everybody who is asked gets one (gives.py)
    variant_of = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="variants")
    number = models.SmallIntegerField(db_default=0, default=0)  # among its variants; the campaign itself is 0, "A"
    language = models.CharField(max_length=12, db_default="", default="")  # of a native; "": everybody else
    later_h = models.SmallIntegerField(db_default=0, default=0)  # of a variant: so many hours after the launch
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)

    every = models.Manager["Campaign"]()
    objects = Campaigns()

    class Meta:
        db_table = "campaign"

    def __str__(self) -> str:
        return self.name

    @property
    def whole(self) -> "Campaign":
        """Itself, or what it is a variant of."""
        return self.variant_of or self

    @property
    def tried(self) -> "Trial | None":
        """How its variants are tried; None where it has none."""
        return getattr(self, "trial", None)

    @property
    def letter(self) -> str:
        """What people call it among its variants."""
        return chr(ord("A") + self.number % NATIVE)

    @property
    def is_native(self) -> bool:
        return self.number >= NATIVE

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
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    timing = models.JSONField(null=True)  # the campaign's, with what the team's clock shows
    fallback_over_at = models.DateTimeField(null=True)  # nobody gets it by another channel any more, if they ever did
    steered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who did so last

    class Meta:
        db_table = "campaign_launch"

    def __str__(self) -> str:
        return f"{self.campaign} at {self.at}"


class Frozen(models.Model):
    """The audience of a launch was found and drawn, once: who is in which arm stands in say/arms, by the cause."""

    launch = models.OneToOneField(Launch, on_delete=models.CASCADE)
    at = models.DateTimeField(default=clock.now)
    rule = models.JSONField()  # what was asked, exclusions and all
    found = models.IntegerField()  # people
    percent = models.IntegerField()  # held out of this campaign, of those whom the team's holdout leaves
    salt = models.CharField(max_length=80)
    team_percent = models.IntegerField()  # 0 also where the purpose is spared
    team_salt = models.CharField(max_length=40)

    class Meta:
        db_table = "campaign_frozen"

    def __str__(self) -> str:
        return f"{self.found} people for {self.launch}"


class CampaignPace(models.Model):
    """How fast a campaign goes, where not as fast as it can: chosen before its launch or on the way."""

    class Unit(models.TextChoices):
        MINUTE = "minute"  # so many a minute
        HOUR = "hour"
        OVER = "over"  # spread over so many hours

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="pace")
    unit = models.CharField(max_length=10, choices=Unit.choices)
    number = models.IntegerField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "campaign_pace"

    def __str__(self) -> str:
        return f"{self.number} {self.unit}: {self.campaign}"
