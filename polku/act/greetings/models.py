"""Tables of greetings."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource


def one_usual(name: str) -> models.UniqueConstraint:
    """At most one for all sources that have none of their own."""
    return models.UniqueConstraint(fields=("account",), name=name, condition=models.Q(source__isnull=True))


class Words(models.Model):
    """What somebody has written for an account's new friends, or for those of one source."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    source = models.OneToOneField(LineSource, null=True, on_delete=models.CASCADE)  # None: all other sources
    chat = models.TextField()  # its messages: say/content/chat as JSON
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} of {self.account_id} by {self.source_id}"


class Greeting(Words):
    """What new friends are told first. A change makes a new version: what was asked for before stays as it was."""

    version = models.IntegerField(default=1)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "greeting"
        constraints = (one_usual("greeting_usual"),)


class GreetingDraft(Words):
    """What is being written for new friends: nobody is told it before it becomes the greeting."""

    class Meta:
        db_table = "greeting_draft"
        constraints = (one_usual("greeting_draft_usual"),)


class GreetingFormer(models.Model):
    """What new friends were told once, from `since` until `until`: it can be taken up again."""

    greeting = models.ForeignKey(Greeting, on_delete=models.CASCADE)
    chat = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who had written it

    class Meta:
        db_table = "greeting_former"

    def __str__(self) -> str:
        return f"{self.greeting} until {self.until}"
