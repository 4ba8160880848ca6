"""The table of wide sends."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount


class LineWide(models.Model):
    """One message to all friends of an account, or to audiences. It holds numbers of people, and never who they are."""

    class Kind(models.TextChoices):
        BROADCAST = "broadcast"
        NARROWCAST = "narrowcast"

    class State(models.TextChoices):
        DRAFT = "draft"
        WAITING = "waiting"  # for its time, or for room in the month
        HELD = "held"  # until somebody chooses; `trouble` says why
        ASKING = "asking"  # key and body are written down, LINE has not said yes or no
        RUNNING = "running"  # a narrowcast that LINE has taken and is at work on
        SENT = "sent"
        FAILED = "failed"
        UNKNOWN = "unknown"  # it may have arrived: never sent again
        STOPPED = "stopped"

    class OnShort(models.TextChoices):
        """What is to happen where the month has fewer messages left than it may take."""

        HOLD = "hold"
        WAIT = "wait"
        TRY = "try"  # LINE decides: it takes all of it, or nothing

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.BROADCAST)
    title = models.CharField(max_length=200)  # what the team calls it
    mail = models.TextField(default="")  # what it says, as say/content/chat stores it
    is_silent = models.BooleanField(default=False)  # as the chat says: phones make no sound
    # To whom, of a narrowcast. {"how": "any" or "all", "in": [numbers of LineAudience], "out": [the same]}
    wanted = models.JSONField(default=dict)
    traits = models.JSONField(default=dict)  # by what LINE guesses of them: attributes.py
    most = models.BigIntegerField(null=True)  # people at the most, chosen by LINE by chance
    is_up_to_left = models.BooleanField(default=False)  # at the most as many as the month has left
    on_short = models.CharField(max_length=5, choices=OnShort.choices, default=OnShort.HOLD)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    starts_ms = models.BigIntegerField(null=True)  # when it is to go, since it was launched
    launched_at = models.DateTimeField(null=True)
    launched_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    counted = models.BigIntegerField(null=True)  # whom it reaches at the most, as known when it was looked at last
    quiet = models.BigIntegerField(null=True)  # friends who had asked for quiet, as the page said at the launch
    # The request, from before its first attempt.
    key = models.CharField(max_length=36, default="")  # the retry key
    body = models.BinaryField(default=b"")
    groups = models.JSONField(default=list)  # LINE's numbers of the audiences in it
    first_ms = models.BigIntegerField(null=True)  # the key's day begins here
    attempts = models.IntegerField(default=0)
    may_have_arrived = models.BooleanField(default=False)  # an attempt has begun of which no answer is known
    request_id = models.CharField(max_length=100, default="")  # LINE's, of the attempt that it took
    accepted_ms = models.BigIntegerField(null=True)
    phase = models.CharField(max_length=20, default="")  # LINE's word: waiting, sending, succeeded, failed
    target = models.BigIntegerField(null=True)
    reached = models.BigIntegerField(null=True)
    missed = models.BigIntegerField(null=True)
    over_ms = models.BigIntegerField(null=True)  # sent, failed, unknown or stopped
    statistics = models.JSONField(default=dict)  # LINE's answer, as it came
    statistics_ms = models.BigIntegerField(null=True)  # when it was asked for them last
    is_final = models.BooleanField(default=False)  # the statistics change no more
    due_ms = models.BigIntegerField(null=True)  # the next step; None: nothing is to be done
    holder = models.CharField(max_length=12, default="")  # the process that is at work on it
    held_until_ms = models.BigIntegerField(default=0)
    tries = models.IntegerField(default=0)  # in vain, in a row
    trouble = models.CharField(max_length=500, default="")  # problems.py
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)  # a draft that nobody wanted

    class Meta:
        db_table = "line_wide"
        indexes = (
            models.Index(fields=("due_ms",), name="line_wide_due"),
            models.Index(fields=("account", "state"), name="line_wide_account"),
        )

    def __str__(self) -> str:
        return self.title
