"""Tables of content: pictures that were uploaded, mails as they are being written, how links are tagged."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Picture(models.Model):
    """An uploaded picture. Whoever knows its name can see it: it is in customers' mail."""

    name = models.CharField(max_length=60, primary_key=True)  # its file's: 43 random letters and an ending
    title = models.CharField(max_length=200, default="")  # the file's own name when it was uploaded
    width = models.IntegerField()
    height = models.IntegerField()
    bytes = models.IntegerField()
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)

    class Meta:
        db_table = "picture"
        indexes = (models.Index(fields=("created_at",), name="picture_created"),)

    def __str__(self) -> str:
        return self.title or self.name


class Sketch(models.Model):
    """A mail that is being written, as the preview's frame fetches it: kept for a day, for its writer only."""

    key = models.CharField(max_length=40, primary_key=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    subject = models.TextField(default="")
    mail = models.TextField(default="")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "mail_sketch"
        indexes = (models.Index(fields=("at",), name="mail_sketch_at"),)

    def __str__(self) -> str:
        return self.key


class LinkTagPolicy(models.Model):
    """How the team tags links from some moment on; the newest row holds. Patterns: say/content/link_tags/policy.py."""

    is_on = models.BooleanField(default=False)
    source = models.CharField(max_length=100, default="", blank=True)
    medium = models.CharField(max_length=100, default="", blank=True)
    campaign = models.CharField(max_length=100, default="", blank=True)
    content = models.CharField(max_length=100, default="", blank=True)
    term = models.CharField(max_length=100, default="", blank=True)
    hosts = models.JSONField(default=list, blank=True)  # whose links are tagged; all where there is none
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "link_tag_policy"

    def __str__(self) -> str:
        return f"{self.source} {self.medium} {self.campaign}"
