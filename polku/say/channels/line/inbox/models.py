"""Tables of what comes in from LINE, beside the log.

Those that the door writes have no constraint on the account: it writes many requests in one commit, and one account
that was removed meanwhile must not refuse the others' events.
"""

from django.db import models

from polku.say.channels.line.models import LineAccount


class LineReplyToken(models.Model):
    """What one free reply can be sent with. Used ones stay until nobody sends their webhook again, then they go."""

    token = models.CharField(max_length=200, primary_key=True)
    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE, db_constraint=False)
    user_id = models.CharField(max_length=40)
    received_ms = models.BigIntegerField()
    used_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "line_reply_token"
        indexes = (
            models.Index(fields=("user_id", "account"), name="line_reply_token_user"),
            models.Index(fields=("received_ms",), name="line_reply_token_age"),
        )

    def __str__(self) -> str:
        return f"reply token of {self.user_id}"


class LineHookHour(models.Model):
    """What came to one account's webhook within one hour (UTC), and what became of its relay."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE, db_constraint=False)
    hour = models.BigIntegerField()  # since 1970
    requests = models.BigIntegerField(default=0)  # with a right signature
    events = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)  # signature wrong or missing
    unreadable = models.BigIntegerField(default=0)  # signed, and no JSON
    last_ms = models.BigIntegerField(null=True)  # of those with a right signature
    last_refused_ms = models.BigIntegerField(null=True)
    relayed = models.BigIntegerField(default=0)
    not_relayed = models.BigIntegerField(default=0)  # given up

    class Meta:
        db_table = "line_hook_hour"
        constraints = (models.UniqueConstraint(fields=("account", "hour"), name="line_hook_hour_account"),)

    def __str__(self) -> str:
        return f"hour {self.hour} of {self.account_id}"


class LineRelay(models.Model):
    """A webhook's request that is to go on to the account's relay, byte for byte. Gone once it has, or was given up."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE, db_constraint=False)
    body = models.BinaryField()
    signature = models.CharField(max_length=200)
    received_ms = models.BigIntegerField()
    due_ms = models.BigIntegerField()  # when it may go; while it is claimed: when the claim ends
    attempts = models.IntegerField(default=0)
    claims = models.IntegerField(default=0)  # the number of the claim that now holds it
    trouble = models.CharField(max_length=300, default="")  # why the last attempt failed

    class Meta:
        db_table = "line_relay"
        indexes = (models.Index(fields=("account", "id"), name="line_relay_order"),)

    def __str__(self) -> str:
        return f"relay {self.pk} of {self.account_id}"


class LineMedia(models.Model):
    """A picture, video, voice message or file that somebody sent. LINE keeps it for a while only."""

    class State(models.TextChoices):
        ASKED = "asked"  # to be fetched when it is due
        THERE = "there"
        GONE = "gone"  # LINE does not have it any more
        TOO_LARGE = "too_large"
        FAILED = "failed"  # tried for a day

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    message_id = models.CharField(max_length=40)
    user_id = models.CharField(max_length=512)  # value of the identity that sent it
    identity_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)  # image, video, audio, file
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_ms = models.BigIntegerField()
    due_ms = models.BigIntegerField()  # when it may be asked for; while it is claimed: when the claim ends
    attempts = models.IntegerField(default=0)
    claims = models.IntegerField(default=0)  # the number of the claim that now holds it
    name = models.CharField(max_length=60, default="")  # of the file, which nobody can guess
    content_type = models.CharField(max_length=100, default="")
    bytes = models.BigIntegerField(default=0)
    trouble = models.CharField(max_length=300, default="")
    settled_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "line_media"
        constraints = (models.UniqueConstraint(fields=("message_id", "account"), name="line_media_message"),)
        indexes = (
            models.Index(fields=("due_ms",), name="line_media_due", condition=models.Q(state="asked")),
            models.Index(fields=("identity_id",), name="line_media_identity"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class LineUnsent(models.Model):
    """A message that its sender has taken back: never shown again, and forgotten whenever a copy of it comes."""

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    message_id = models.CharField(max_length=40)
    identity_id = models.BigIntegerField()
    seq = models.BigIntegerField()  # of the event that says so: once the columns hold that, they know the message, too
    found_ms = models.BigIntegerField(null=True)  # when its events were asked to be forgotten; null: not looked for yet

    class Meta:
        db_table = "line_unsent"
        constraints = (models.UniqueConstraint(fields=("message_id", "account"), name="line_unsent_message"),)
        indexes = (
            models.Index(fields=("seq",), name="line_unsent_waiting", condition=models.Q(found_ms=None)),
            models.Index(fields=("identity_id",), name="line_unsent_identity"),
        )

    def __str__(self) -> str:
        return f"unsent {self.message_id}"


class LineFollowerImport(models.Model):
    """Asking LINE for the ids of all followers, page by page; only some accounts may. One row a wish."""

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"  # LINE does not allow it to this account
        FAILED = "failed"

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    asked_ms = models.BigIntegerField()
    by = models.CharField(max_length=254, default="")
    start = models.CharField(max_length=1_000, default="")  # LINE's name for the next page
    due_ms = models.BigIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    found = models.BigIntegerField(default=0)  # ids
    fresh = models.BigIntegerField(default=0)  # of them, those we had not known
    trouble = models.CharField(max_length=300, default="")
    settled_ms = models.BigIntegerField(null=True)

    class Meta:
        db_table = "line_follower_import"
        indexes = (
            models.Index(fields=("account", "id"), name="line_follower_import_of"),
            models.Index(fields=("due_ms",), name="line_follower_import_due", condition=models.Q(state="running")),
        )

    def __str__(self) -> str:
        return f"followers of {self.account_id}"
