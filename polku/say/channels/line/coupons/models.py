"""Tables of coupons."""

from django.db import models

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount


class LineCoupon(models.Model):
    """A coupon as LINE told of it when it was last asked; whoever made it. No more than a mirror."""

    class Status(models.TextChoices):
        """LINE's own. Those that have not begun yet are running, those that are over are closed."""

        DRAFT = "DRAFT"
        RUNNING = "RUNNING"
        CLOSED = "CLOSED"

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    line_id = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=20, choices=Status.choices)
    told = models.JSONField(default=dict)  # LINE's answer about it, as it came; {} until there is one
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)  # by LINE's clock
    seen_at = models.DateTimeField(default=clock.now)  # for the first time, by us
    fetched_at = models.DateTimeField(null=True)  # `told`
    is_stale = models.BooleanField(default=True)  # it is new or another: LINE is to be asked about it
    closed_at = models.DateTimeField(null=True)  # before its end: when it was closed, or found to be
    gone_at = models.DateTimeField(null=True)  # LINE does not list it any more
    closing_at = models.DateTimeField(null=True)  # somebody wants it closed, and LINE is being told
    closing_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    due_ms = models.BigIntegerField(default=0)  # when closing is tried again
    trouble = models.CharField(max_length=500, default="")  # why it could not be closed

    class Meta:
        db_table = "line_coupon"
        constraints = (models.UniqueConstraint(fields=("account", "line_id"), name="line_coupon_line_id"),)
        indexes = (
            models.Index(fields=("account", "status", "ends_at"), name="line_coupon_status"),
            models.Index(fields=("is_stale", "account"), name="line_coupon_stale"),
        )

    def __str__(self) -> str:
        return self.title


class LineCouponWish(models.Model):
    """Somebody wants this coupon made. `asked_at` is written before LINE is asked, and LINE is asked once."""

    class State(models.TextChoices):
        WAITING = "waiting"  # LINE has surely not been asked
        ASKED = "asked"  # it has, and nobody knows yet what has become of it
        MADE = "made"
        REFUSED = "refused"  # LINE said no
        LOST = "lost"  # no answer came, and long after LINE has no such coupon
        DROPPED = "dropped"  # nobody wants it any more

    account = models.ForeignKey(LineAccount, on_delete=models.CASCADE)
    said = models.JSONField()  # the request's body
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(null=True)
    known_to = models.BigIntegerField(default=0)  # rows of the mirror up to this one were there before it was asked
    coupon = models.OneToOneField(LineCoupon, null=True, on_delete=models.SET_NULL, related_name="wish")
    due_ms = models.BigIntegerField(default=0)
    tries = models.IntegerField(default=0)  # in vain, in a row
    trouble = models.CharField(max_length=500, default="")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "line_coupon_wish"
        indexes = (models.Index(fields=("state", "due_ms"), name="line_coupon_wish_due"),)

    def __str__(self) -> str:
        return str(self.said.get("title", ""))


class LineCouponLook(models.Model):
    """When LINE was last asked for an account's coupons, and when it is the next time."""

    account = models.OneToOneField(LineAccount, on_delete=models.CASCADE)
    looked_at = models.DateTimeField(null=True)  # the list was heard to its end
    due_ms = models.BigIntegerField(default=0)
    is_wanted = models.BooleanField(default=True)  # somebody waits for it
    tries = models.IntegerField(default=0)
    trouble = models.CharField(max_length=500, default="")

    class Meta:
        db_table = "line_coupon_look"

    def __str__(self) -> str:
        return f"of {self.account_id}"
