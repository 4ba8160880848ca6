"""Tables of consent."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Consent(models.Model):
    """One saying. Never changed; the same event again is the same row."""

    class Kind(models.TextChoices):
        GIVEN = "given"
        WITHDRAWN = "withdrawn"
        PAUSED = "paused"
        RESUMED = "resumed"

    id = models.BigIntegerField(primary_key=True)  # kit.ids.hash63 of the event's id
    identity_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    purpose = models.CharField(max_length=40, default="")  # "": all of them (a withdrawal, a pause)
    channel = models.CharField(max_length=40, default="")  # "": all
    topic = models.CharField(max_length=40, default="")  # "": the purpose itself, not one of its topics
    at_ms = models.BigIntegerField()  # never later than it was received: a clock that is ahead outlives no withdrawal
    until_ms = models.BigIntegerField(null=True)  # when a pause ends
    source = models.CharField(max_length=200, default="")  # where it was said: "preferences", "crm.csv"
    wording = models.CharField(max_length=120, default="")  # what they agreed to: wordings.reference
    proof = models.TextField(default="{}")  # JSON object
    by = models.CharField(max_length=254, default="")  # the member who noted it for them
    event_id = models.CharField(max_length=200)

    class Meta:
        db_table = "consent"
        indexes = (models.Index(fields=("identity_id", "at_ms"), name="consent_identity"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose or 'all'} by {self.identity_id}"


class ConsentPurpose(models.Model):
    """What we want to use data or a channel for, and what that stands on. The built-in ones may lack a row."""

    key = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=100, default="")  # "": the built-in one, in the reader's language
    about = models.TextField(default="")
    basis = models.CharField(max_length=12)  # see purposes.py
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "consent_purpose"

    def __str__(self) -> str:
        return self.key


class ConsentTopic(models.Model):
    """What marketing messages are about: people choose among these on their page."""

    key = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=100)
    about = models.TextField(default="")
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "consent_topic"

    def __str__(self) -> str:
        return self.name


class ConsentWording(models.Model):
    """What people are asked, in one language. A changed text is a new version: what was agreed to stays readable."""

    purpose = models.CharField(max_length=40)
    language = models.CharField(max_length=16)
    version = models.IntegerField()
    text = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)

    class Meta:
        db_table = "consent_wording"
        constraints = (
            models.UniqueConstraint(fields=("purpose", "language", "version"), name="consent_wording_version"),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.version}"


class ConsentAsked(models.Model):
    """Somebody signed up and has not yet said so again from their mailbox: they are sent nothing but that question."""

    email = models.CharField(max_length=400)
    language = models.CharField(max_length=16, default="")
    source = models.CharField(max_length=200, default="")
    sayings = models.JSONField()  # what they will have said: purpose, channel, topic, wording
    proof = models.JSONField(default=dict)  # of the sign-up
    asked_ms = models.BigIntegerField()
    sent_ms = models.BigIntegerField(null=True)
    sends = models.IntegerField(default=0)
    expires_ms = models.BigIntegerField()
    confirmed_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "consent_asked"
        indexes = (models.Index(fields=("email",), name="consent_asked_email"),)

    def __str__(self) -> str:
        return self.email
