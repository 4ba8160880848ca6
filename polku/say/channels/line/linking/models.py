"""Tables of linking: a channel of LINE Login, ways to LINE that were begun, and account links that were begun."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineArrival

LOGIN = "https://access.line.me"


class LineLogin(models.Model):
    """A channel of LINE Login, of the account's own provider: else LINE calls the same person by another id."""

    account = models.OneToOneField(LineAccount, on_delete=models.CASCADE)
    channel_id = models.CharField(max_length=40)
    sealed_secret = models.TextField()
    login_base = models.CharField(max_length=300, default=LOGIN)
    leads_friends = models.BooleanField(default=False)  # who comes by a source logs in: then it is known, not guessed
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "line_login"

    def __str__(self) -> str:
        return f"{self.channel_id} of {self.account_id}"


class LineLoginBegun(models.Model):
    """Somebody was sent to LINE Login. Names and keys are kept as fingerprints; the verifier is shut."""

    state = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=64)  # of the cookie: only where it was begun it goes on
    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    nonce = models.CharField(max_length=64)
    sealed_verifier = models.TextField()
    identity_id = models.BigIntegerField(null=True)  # the customer who has proved who they are; None: nobody yet
    arrival = models.ForeignKey(LineArrival, null=True, on_delete=models.SET_NULL)  # the source they came by
    goal = models.CharField(max_length=200, default="")  # of their own pages, where they want to be signed in
    expires_ms = models.BigIntegerField()
    used_ms = models.BigIntegerField(null=True)  # LINE's answer was looked at
    user_id = models.CharField(max_length=40, default="")  # who they are on LINE, once LINE has said so
    name = models.CharField(max_length=200, default="")
    settled_ms = models.BigIntegerField(null=True)  # joined, or it was said no

    class Meta:
        db_table = "line_login_begun"
        indexes = (
            models.Index(fields=("expires_ms",), name="line_login_begun_expires"),
            models.Index(fields=("account", "user_id"), name="line_login_begun_user"),
            models.Index(fields=("identity_id",), name="line_login_begun_identity"),
        )

    def __str__(self) -> str:
        return f"login {self.pk} to {self.account_id}"


class LineLinkAsked(models.Model):
    """Somebody wants to link who they are here with who they are in the account's chat (LINE's account link)."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    browser = models.CharField(max_length=64)
    sealed_token = models.TextField()  # LINE's link token: for one of its users, for ten minutes
    email = models.CharField(max_length=400, default="")  # that was typed
    code = models.CharField(max_length=64, default="")  # that was sent there, as a fingerprint
    tries = models.IntegerField(default=0)
    identity_id = models.BigIntegerField(null=True)  # whose mailbox it is; None: nobody's, or several people's
    proved_ms = models.BigIntegerField(null=True)  # the code was right
    nonce = models.CharField(max_length=64, default="")  # as a fingerprint; LINE brings it back, once
    used_ms = models.BigIntegerField(null=True)
    expires_ms = models.BigIntegerField()

    class Meta:
        db_table = "line_link_asked"
        constraints = (
            models.UniqueConstraint(fields=("nonce",), name="line_link_asked_nonce", condition=~models.Q(nonce="")),
        )
        indexes = (
            models.Index(fields=("expires_ms",), name="line_link_asked_expires"),
            models.Index(fields=("identity_id",), name="line_link_asked_identity"),
        )

    def __str__(self) -> str:
        return f"link {self.pk} to {self.account_id}"
