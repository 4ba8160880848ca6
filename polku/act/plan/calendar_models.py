"""Tables of the calendar: posts published by hand, whose holidays it shows, its feeds; notes and copies."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.content.models import Picture


class Post(models.Model):
    """Published by hand elsewhere: what it says, who is reminded, and that it is done."""

    class Place(models.TextChoices):
        WECHAT_MOMENTS = "wechat_moments"
        LINE_VOOM = "line_voom"
        INSTAGRAM = "instagram"
        OTHER = "other"

    place = models.CharField(max_length=20, choices=Place.choices)
    title = models.CharField(max_length=200)
    text = models.TextField(default="")
    picture = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reminded = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # None: everybody
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plan_post"
        indexes = (models.Index(fields=("at",), name="plan_post_at"),)

    def __str__(self) -> str:
        return self.title


class HolidayCountry(models.Model):
    """The calendar shows this country's public holidays."""

    code = models.CharField(max_length=2, unique=True)  # ISO 3166
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "plan_holiday_country"

    def __str__(self) -> str:
        return self.code


class Feed(models.Model):
    """The secret address at which a member's other calendar reads the plan."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    secret = models.TextField()  # kept shut: the page shows the address again
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plan_feed"

    def __str__(self) -> str:
        return f"the calendar of {self.member}"


class Note(models.Model):
    """What somebody wants others to know of a campaign."""

    campaign = models.ForeignKey("polku.Campaign", on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "campaign_note"

    def __str__(self) -> str:
        return self.text[:80]


class Copy(models.Model):
    """Which campaign another one was copied from."""

    campaign = models.OneToOneField("polku.Campaign", on_delete=models.CASCADE, related_name="copied")
    original = models.ForeignKey("polku.Campaign", on_delete=models.CASCADE, related_name="copies")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "campaign_copy"

    def __str__(self) -> str:
        return f"{self.campaign} of {self.original}"
