"""Tables of coming in. Whatever opens something is kept as a fingerprint, or sealed; none of it can be read here."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member


class Invitation(models.Model):
    """Somebody was asked to join. Open until it is accepted, withdrawn or too old."""

    email = models.EmailField()
    role = models.CharField(max_length=20)
    stores = models.JSONField(default=list, blank=True)  # as a member's
    language = models.CharField(max_length=10, default="en")  # of the letter
    fingerprint = models.CharField(max_length=64, unique=True)  # of the newest link; older ones open nothing
    invited_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.email


class Recovery(models.Model):
    """A link by which a member who has forgotten the password chooses another, once."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.member_id} until {self.expires_at:%Y-%m-%d %H:%M}"


class Letter(models.Model):
    """An e-mail to write: an invitation, or to whoever says to have forgotten the password.

    The link is made when the letter is written and stands nowhere before. Whether anybody has that address is looked
    up then, too: who asked has long been answered, and cannot tell from the time it took.
    """

    INVITATION, RECOVERY = "invitation", "recovery"

    kind = models.CharField(max_length=20)
    email = models.EmailField()
    language = models.CharField(max_length=10, default="en")
    invitation = models.ForeignKey(Invitation, null=True, blank=True, on_delete=models.CASCADE)
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True)  # of the last try
    ended_at = models.DateTimeField(null=True, blank=True)  # sent, or given up
    is_sent = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="letter_due", condition=models.Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} to {self.email}"


class SignIn(models.Model):
    """A browser in which a member is signed in, until it ends. Its session carries this row's number."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    how = models.CharField(max_length=20, default="password")  # or "openid"
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["member", "ended_at"], name="sign_in_of_member")]

    def __str__(self) -> str:
        return f"{self.member_id} from {self.address}"


class Guesses(models.Model):
    """How often somebody was wrong of late, and until when to wait: for an address, an account, or the two together."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    last_ms = models.BigIntegerField(db_index=True)
    until_ms = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} until {self.until_ms}"


class SecondFactor(models.Model):
    """A member's secret for one-time codes, shared with an app on the phone."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.TextField()  # sealed
    begun_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # a right code was given; asked for from then on
    last_step = models.BigIntegerField(default=0)  # the newest 30 seconds of which a code was used

    def __str__(self) -> str:
        return f"of {self.member_id}"


class RecoveryCode(models.Model):
    """Lets its member in once, when the phone is lost."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    fingerprint = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"of {self.member_id}"


class OpenIdProvider(models.Model):
    """Where this company's people prove who they are, and who of them may come in. One is in force at a time."""

    name = models.CharField(max_length=100)  # stands on the button
    issuer = models.CharField(max_length=500)
    client_id = models.CharField(max_length=300)
    client_secret = models.TextField()  # sealed
    domains = models.JSONField(default=list, blank=True)  # of e-mail addresses that may join by themselves
    role = models.CharField(max_length=20, blank=True)  # of those who join
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class OpenIdName(models.Model):
    """By what name a provider knows a member. It stays when the e-mail address changes hands."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_member_a_name")]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
