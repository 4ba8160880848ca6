"""Tables of where friends come from."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount


class LineSource(models.Model):
    """A place where people find an account: its address is `/f/{key}`."""

    class Kind(models.TextChoices):
        STORE = "store"
        POSTER = "poster"
        TILL = "till"
        CAMPAIGN = "campaign"
        WEB = "web"

    key = models.CharField(max_length=20, unique=True)
    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.POSTER)
    title = models.CharField(max_length=100)
    line = models.CharField(max_length=100, default="")  # what a poster says above its code
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "line_source"
        indexes = (models.Index(fields=("account", "ended_at"), name="line_source_account"),)

    def __str__(self) -> str:
        return self.title


class LineArrival(models.Model):
    """Somebody opened a source's address. Nobody's name: who it was is told by the log, where it is known."""

    source = models.ForeignKey(LineSource, on_delete=models.CASCADE)
    at_ms = models.BigIntegerField()
    followed_ms = models.BigIntegerField(null=True)  # the follow that is taken to be theirs
    is_first = models.BooleanField(null=True)  # … was the first ever
    is_exact = models.BooleanField(null=True)  # … is known to be theirs, not guessed

    class Meta:
        db_table = "line_arrival"
        indexes = (
            models.Index(fields=("source", "at_ms"), name="line_arrival_source"),
            models.Index(fields=("at_ms",), name="line_arrival_open", condition=models.Q(followed_ms__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.source_id} at {self.at_ms}"
