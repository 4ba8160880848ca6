"""Tables of e-mail: the server's settings, keys that sign, how fast letters go, and addresses not written to."""

from django.db import models

from polku.know.teams.models import Member


class EmailServer(models.Model):
    """Where letters are handed over, and who they are from. One row; none as long as nothing is set up."""

    class Security(models.TextChoices):
        NONE = "none"
        STARTTLS = "starttls"
        TLS = "tls"

    host = models.CharField(max_length=253)
    port = models.IntegerField(default=587)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.STARTTLS)
    verifies_certificate = models.BooleanField(default=True)
    user = models.CharField(max_length=320, blank=True, default="")
    sealed_password = models.TextField(blank=True, default="")
    from_name = models.CharField(max_length=200, blank=True, default="")
    from_address = models.CharField(max_length=320)
    reply_to = models.CharField(max_length=320, blank=True, default="")
    bounce_address = models.CharField(max_length=320, blank=True, default="")
    bounce_secret = models.CharField(max_length=64)  # opens /p/bounce/…
    connections = models.IntegerField(default=4)
    per_second = models.FloatField(default=0)  # letters on each connection; 0: as fast as the server takes them
    tracks_opens = models.BooleanField(default=True)
    tracks_clicks = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)

    class Meta:
        db_table = "email_server"

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class DkimKey(models.Model):
    """A key that signs letters of a domain: made, published in DNS, begun, ended. Its row stays."""

    class Algorithm(models.TextChoices):
        RSA = "rsa", "RSA 2048"
        ED25519 = "ed25519", "Ed25519"

    domain = models.CharField(max_length=253)
    selector = models.CharField(max_length=63)
    algorithm = models.CharField(max_length=10, choices=Algorithm.choices)
    sealed_private = models.TextField()  # empty once it has ended
    public = models.TextField()  # as it stands in DNS, behind p=
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    signs_from = models.DateTimeField(null=True)
    begun_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "email_dkim_key"
        constraints = (models.UniqueConstraint(fields=("domain", "selector"), name="email_dkim_selector"),)

    def __str__(self) -> str:
        return f"{self.selector}._domainkey.{self.domain}"


class Suppressed(models.Model):
    """An address that is not written to any more: it does not exist, or its owner has called us a nuisance."""

    address = models.CharField(max_length=320, primary_key=True)  # in small letters
    why = models.CharField(max_length=20)  # bounced, complained
    sentence = models.CharField(max_length=300, default="")  # the mail server's own
    at_ms = models.BigIntegerField()

    class Meta:
        db_table = "email_suppressed"
        indexes = (models.Index(fields=("at_ms",), name="email_suppressed_at"),)

    def __str__(self) -> str:
        return self.address


class WarmUp(models.Model):
    """A domain begins with few letters a day; each day there may be more. What is over has an end."""

    domain = models.CharField(max_length=253)
    first = models.IntegerField()  # letters of the first day
    growth = models.IntegerField()  # per cent, from one day to the next
    goal = models.IntegerField()  # letters of the last day
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "email_warm_up"
        constraints = (
            models.UniqueConstraint(
                fields=("domain",), name="email_warm_up_open", condition=models.Q(ended_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.domain


class DomainPace(models.Model):
    """The most letters a minute to one receiving domain."""

    domain = models.CharField(max_length=253, primary_key=True)
    per_minute = models.IntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "email_domain_pace"

    def __str__(self) -> str:
        return self.domain


class Allowance(models.Model):
    """How many letters a day or a minute has taken, and how many it has put off. `key`: "warm:…" or "pace:…"."""

    key = models.CharField(max_length=260)
    window_ms = models.BigIntegerField()  # when it begins
    taken = models.IntegerField(default=0)
    put_off = models.IntegerField(default=0)

    class Meta:
        db_table = "email_allowance"
        constraints = (models.UniqueConstraint(fields=("key", "window_ms"), name="email_allowance_window"),)

    def __str__(self) -> str:
        return f"{self.key} {self.window_ms}"
