"""Tables of greetings."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource


class Greeting(models.Model):
    """What new friends are told first. A change makes a new version: what was asked for before stays as it was."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    source = models.OneToOneField(LineSource, null=True, on_delete=models.CASCADE)  # None: all other sources
    chat = models.TextField()  # its messages: say/content/chat as JSON
    version = models.IntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "greeting"
        constraints = (
            models.UniqueConstraint(
                fields=("account",), name="greeting_usual", condition=models.Q(source__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"greeting of {self.account_id} by {self.source_id}"


class GreetingDraft(models.Model):
    """What is being written for new friends: nobody is told it before it becomes the greeting."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    source = models.OneToOneField(LineSource, null=True, on_delete=models.CASCADE)
    chat = models.TextField()
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "greeting_draft"
        constraints = (
            models.UniqueConstraint(
                fields=("account",), name="greeting_draft_usual", condition=models.Q(source__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"draft of {self.account_id} by {self.source_id}"


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
