"""Tables of LINE: accounts, and their friends."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member

API, DATA_API = "https://api.line.me", "https://api-data.line.me"


class LineAccount(models.Model):
    """One official account, as a Messaging API channel. Secrets are shut with the installation's key (kit/seal.py).

    It can send while it has not ended and is not stopped; ended ones stay, for what was sent by them.
    """

    class TokenKind(models.TextChoices):
        STATELESS = "stateless"  # from channel id and secret, for 15 minutes
        ASSERTION = "v2.1"  # from a signed assertion, for up to 30 days
        LONG_LIVED = "long_lived"  # copied from LINE's console

    name = models.CharField(max_length=24, unique=True)  # of addresses and rows, [a-z][a-z0-9_]*; kept for good
    title = models.CharField(max_length=100)  # what the team calls it
    channel_id = models.CharField(max_length=40)
    sealed_secret = models.TextField()
    sealed_old_secret = models.TextField(default="")  # signs webhooks, too, until `old_secret_until`
    old_secret_until = models.DateTimeField(null=True)
    token_kind = models.CharField(max_length=12, choices=TokenKind.choices, default=TokenKind.STATELESS)
    sealed_key = models.TextField(default="")  # long_lived: the token; v2.1: the private key as JWK
    key_id = models.CharField(max_length=100, default="")  # v2.1: LINE's name of the public key
    api_base = models.CharField(max_length=300, default=API)
    data_api_base = models.CharField(max_length=300, default=DATA_API)
    # What LINE says of it (`GET /v2/bot/info`), as of the last look.
    bot_user_id = models.CharField(max_length=40, default="")  # `destination` of webhooks
    basic_id = models.CharField(max_length=40, default="")  # "@123abcde"
    premium_id = models.CharField(max_length=40, default="")
    display_name = models.CharField(max_length=200, default="")
    picture_url = models.CharField(max_length=2_000, default="")
    chat_mode = models.CharField(max_length=10, default="")
    plan = models.CharField(max_length=40, default="")  # a plan's key in limits.toml; "" where nobody has said
    relay_url = models.CharField(max_length=500, default="")  # where webhooks go on to, as they came
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)  # of the settings: whoever keeps them in memory looks at this
    stopped_at = models.DateTimeField(null=True)  # nothing is sent: its token is refused, or somebody stopped it
    stopped_why = models.CharField(max_length=300, default="")  # a reason's code (trouble.py), or code|detail
    # Nothing is sent for now, and nothing lost: the month's messages are used up, or LINE does not answer.
    waits_until = models.DateTimeField(null=True)
    waits_why = models.CharField(max_length=300, default="")  # as `stopped_why`
    sealed_token = models.TextField(default="")  # v2.1: the one in use, for LINE gives out thirty and no more
    token_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "line_account"

    def __str__(self) -> str:
        return self.title


class LineFriend(models.Model):
    """Somebody who has, or had, one of the accounts as a friend, or wrote to it. The newest event decides."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    user_id = models.CharField(max_length=40)  # the value of the identity `line`
    is_friend = models.BooleanField()
    changed_ms = models.BigIntegerField()  # the time of the event that said so
    first_ms = models.BigIntegerField(null=True)  # followed for the first time ever, as far as we know
    refused_ms = models.BigIntegerField(null=True)  # LINE does not know this id for this account: not tried again
    name = models.CharField(max_length=200, default="")
    picture_url = models.CharField(max_length=2_000, default="")
    status_message = models.CharField(max_length=500, default="")
    language = models.CharField(max_length=20, default="")
    profile_ms = models.BigIntegerField(null=True)  # when LINE was asked for the profile

    class Meta:
        db_table = "line_friend"
        constraints = (models.UniqueConstraint(fields=("user_id", "account"), name="line_friend_user"),)
        indexes = (
            models.Index(fields=("account", "is_friend"), name="line_friend_account"),
            models.Index(fields=("account", "profile_ms"), name="line_friend_profile"),
        )

    def __str__(self) -> str:
        return f"{self.name or self.user_id} of {self.account_id}"
